/**
 * The words that announce a verification code. To add one, add it to its list: commas or line ends part the words, and
 * `# ` starts a comment that names their languages. Case and accents do not matter. A word matches anywhere, also inside
 * a compound (`Bestätigungscode`); `_` stands for the edge of a word (`_pin_`), a space also matches a hyphen or
 * nothing, and the rest is a regular expression.
 */
export const KEYWORDS = {
  /** Means a verification code by itself. */
  secret: `
    _otp, _totp_, passcode, pass code, _2fa_, _mfa_, _mpin_, _tpin_, _tac_
    _smscode  # everywhere
    verification number, security key, one time key, magic code, magic number  # en
    验证码, 验証码, 校验码, 效验码, 检验码, 核验码, 动态码, 动态密码, 动态口令, 动态验证, 确认码, 安全码, 随机码
    激活码, 登录码, 登陆码, 登入码, 短信密码, 短信码, 短信口令, 一次性密码, 一次性口令, 授权码, 认证码, 识别码, 注册码
    临时密码, 交易码, 口令, 随机密码, 验证短信, 安全代码, 安全代碼, 验证密码, 認證碼, 驗證碼, 校驗碼, 確認碼, 安全碼, 動態密碼, 動態碼  # zh
    授權碼, 啟用碼, 啟動碼, 一次性密碼, 隨機碼, 登入碼, 短訊密碼, 簡訊碼, 驗證密碼, 驗証碼, 驗證號碼, 认证号码  # zh-TW, zh-HK
    認証コード, 確認コード, 認証番号, 確認番号, 認証キー, 検証コード, 暗証番号, 暗証コード, パスコード, ワンタイム
    セキュリティコード, セキュリティーコード, ログインコード, 認証用番号, 認証用コード, 本人確認, 登録コード  # ja
    인증번호, 인증코드, 인증 번호, 인증 코드, 보안코드, 보안번호, 확인코드, 확인번호, 일회용, 승인코드, 인증키, 인증 키  # ko
    _tan(?=:), _tan ist_, _tan lautet_, _ihre tan_, _deine tan_, _tan fur_, _mtan_, _smstan_
    _sms tan_, _tan nummer, _mobiletan  # de
    _пин_, _пинкод, _пин код  # ru
    ma xac, ma otp, ma kich hoat, ma bao mat, ma dang nhap, ma giao dich, ma kiem tra, ma so xac
    ma dang ky  # vi
    รหัสยืนยัน, โอทีพี, รหัสความปลอดภัย, รหัสลับ  # th
    លេខសម្ងាត់, ລະຫັດຢືນຢັນ, အတည်ပြုကုဒ်  # km, lo, my
    ओटीपी, ওটিপি, ਓਟੀਪੀ, ઓટીપી, ଓଟିପି, ஓடிபி, ఓటీపీ, ಒಟಿಪಿ, ഒടിപി, او ٹی پی
    पिन_, পিন_, ਪਿੰਨ, പിൻ, ಪಿನ್  # India
    الرقم السري, رمز سري, القن السري  # ar
    خד פעמי, קוד אימות  # he
  `,
  /** Means a code of some kind: a verification code unless a word next to it says otherwise. */
  code: String.raw`
    (?<!(?<!\p{L})(?:de|en|uni))code, _token(?!s), _pin_, _pins_, _card pin_, _pincode, _pin code, password, _passwd  # en
    (?<![号號数數编編条條维維价價户戶代])[码碼](?!头|頭), 密码, 密碼  # zh
    コード, パスワード, 코드, 비밀번호, 암호, 패스워드  # ja, ko
    codigo, clave, contrasena, contrasinal, _senha, _palavra passe  # es, gl, pt
    codice, _codi_, contrasenya, mot de passe  # it, ca, fr
    kennwort, passwort, wachtwoord, wagwoord, _schlussel  # de, nl, af
    kode, kod, losenord, passord, adgangskode, lykilord
    lykilorð  # sv, nb, da, is, id, tr, pl, hu, cs, sk, az, uz …
    koodi, kood, salasana, tunnusluku, _parol, lozink, zapork, geslo, gesla  # fi, et, lv, sr, hr, sl
    _cod, _chod, parola  # ro, cy, ga
    haslo, _heslo, _jelszo, jelszav, _sifr, slaptazod, fjalekalim  # pl, cs, sk, hu, tr, az, lt, sq
    код, парол, _шифр, лозинк, _рамз, құпиясөз, сырсөз, нууц үг, нууц дугаар  # Cyrillic
    κωδικ, συνθηματικ, კოდ, პაროლ, კოდი, կոդ, գաղտնաբառ, ծածկագիր  # el, ka, hy
    رمز, كود, كلمة المرور, كلمة السر, كلمه المرور  # ar
    كد, كوڈ, پاس ورڈ, پاسورڈ, كوډ, پاسورډ, ڪوڊ, كۆد, گذرواژه, پن كوڈ, _پن_  # fa, ur, ps, sd, ku
    קוד, סיסמ, ססמ, קאד  # he, yi
    कोड, संकेत, पासवर्ड, কোড, ক'ড, কʼড, পাসওয়ার্ড, ਕੋਡ, ਪਾਸਵਰਡ, કોડ
    પાસવર્ડ, କୋଡ  # hi, mr, ne, bn, as, pa, gu, or
    குறியீடு, குறியீட், கடவுச்சொல், கோட், కోడ్, పాస్‌వర్డ్, ಕೋಡ್, ಪಾಸ್‌ವರ್ಡ್, ಸಂಕೇತ, കോഡ്
    പാസ്‌വേഡ്  # ta, te, kn, ml
    කේත, මුරපද, ކޯޑ, རྟགས  # si, dv, bo
    รหัส, โค้ด, ລະຫັດ, ໂຄດ, កូដ, កូត, ကုဒ်, ကုတ်, စကားဝှက်  # th, lo, km, my
    ኮድ, የይለፍ ቃል  # am, ti
    _sandi, kata laluan, katalaluan, kata kunci, mat khau, ma cua (?:ban|quy khach|anh|chi)
    ma code, ma pin  # id, ms, vi
    khodi, khowudi, khoutu, koodu, koodka, kodhi, kaody, msimbo, misimbo
    nenosiri, nywila  # zu, xh, st, yo, so, sn, mg, sw
    lambar sirri, kalmar sirri, kodo_, kodea, pasahitz, waehere, kodici  # ha, eo, eu, mi, mt
  `,
  /** Says that something is being proved; makes a verification code out of a code or number beside it. */
  proof: `
    verif, confirm, authenti, authoris, authoriz, security, _activat, _login, _log in_, _logging in
    _sign in, _sign up
    _signing in, _access, _one time, _single use, _registration, _recovery, _two step, _two factor
    _temporary, _validation, _approval  # en
    _entrar, _ingresar, _accede, connecter, _valider
    einlogg, anzumelden, aan te melden, aanmeld, _logga in
    _logge? in, _logge? ind, _log ind  # to log in: es, pt, it, fr, de, nl, sv, da, nb
    _войти, _войд, _увiй, _увій, _masuk, _daftar
    bejelentkez, _conect, _oturum, _εισοδ, تسجيل
    להתחבר, התחברות, लॉग इन, ล็อกอิน, サインイン, 가입
    _dang ky  # ru, uk, id, hu, ro, tr, el, ar, he, hi, th, ja, ko, vi
    验证, 认证, 登录, 登陆, 注册, 驗證, 認證, 登入, 認証, 確認, ログイン, 인증, 확인, 로그인, 보안  # zh, ja, ko
    segur, _acceso, _acesso, autent, inicio de sesion, iniciar sesion, _ingreso, activacion
    ativacao, _validac, _validaz, autoriz, _autorizz, unico uso, _temporal  # es, pt
    sicurez, _accesso, _conferma, monouso, attivazion, securit, _connexion, _acces_, usage unique
    a usage  # it, fr
    bestatig, sicherheit, verifiz, _zugang, anmelde, freigabe, einmal, freischalt, aktivier, legitim  # de
    bevestig, beveilig, inlog, toegang, eenmalig, activer  # nl
    bekraft, bekraeft, bekreft, sakerhet, sikkerhe, sikkerheds, innlogg, engang, aktiver
    godkend, stadfest, staðfest, oryggi  # sv, da, nb, is
    vahvist, varmen, turva, kirjaut, kertakayt, tunnist, kinnit, sisselog, uhekord  # fi, et
    apstiprin, drosib, autentifik, vienreiz, patvirtin, saugum, prisijung, vienkartin  # lv, lt
    weryfik, potwierdz, logow, uwierzyteln, bezpiecz, jednoraz, autoryz, aktywac  # pl
    overov, overen, overit, potvrd, potvrz, prihlas, bezpecn, jednokratn, provjer
    prover, prijav, sigurnos, potrdit, preverj, enkratn  # cs, sk, hr, sr, sl
    ellenorz, megerosit, hitelesit, _belep, biztonsag, egyszer, azonosit  # hu
    dogrula, _onay, guvenlik, _giris, tek kullanim, aktivasyon, tesdiq, təsdiq
    birdəfəlik, tasdiq, tassyk, piştrast  # tr, az, uz, tk, ku
    verific, autentific, _unica folosin, verifik, konfirm, vertetim, sigurise  # ro, sq
    подтверж, подтверд, верифик, проверк, провероч, авториз, _вход, регистрац, доступ, безопас
    активац, одноразов, временн  # ru
    пiдтверд, підтвер, перевір, безпек, потвърж, потвърд, еднократ, сигурност
    потврд, безбедно, провер, растау, ырасто, баталгаажу, тасдиқ  # uk, bg, mk, kk, ky, mn, tg
    пацвярдж, пацьвердж, раслау, нэвтрэх  # be, tt, mn
    επιβεβαιωσ, επαληθευσ, ασφαλ, συνδεσ, μιας χρησ, πιστοποιησ, დადასტურ, ვერიფიკ, ერთჯერად
    շահագործ, հաստատ, վավերաց, მიმდინარე ავტორიზ, ავტორიზ  # el, ka, hy
    التحقق, تحقق, تاكيد, التفعيل, تفعيل, الدخول, الامان, لمرة واحدة, المصادقة  # ar
    تاييد, تائيد, احراز, فعال, _ورود, يكبار, تصديق, توثيق, لاگ ان, تاييدي, پشتراست  # fa, ur, ku
    אימות, אישור, כניסה, חד פעמי, אבטחה  # he
    सत्यापन, सत्यापित, पुष्टि, सुरक्षा, लॉगिन, लगइन, पडताळणी, प्रमाणीकरण, যাচাই, নিশ্চিত
    ভেরিফিকেশন, লগইন  # hi, mr, ne, bn
    ਤਸਦੀਕ, ਪੁਸ਼ਟੀ, ਲੌਗਇਨ, ચકાસણી, પુષ્ટિ, ଯାଞ୍ଚ, சரிபார்ப்பு, உறுதிப்படுத்த
    ధృవీకరణ, ధ్రువీకరణ, నిర్ధారణ, ಪರಿಶೀಲನ, ದೃಢೀಕರಣ, പരിശോധന, സ്ഥിരീകരണ
    വെരിഫിക്കേഷ  # pa, gu, or, ta, te, kn, ml
    සත්‍යාපන, තහවුරු, ยืนยัน, เข้าสู่ระบบ, ความปลอดภัย, ຢືນຢັນ, ផ្ទៀងផ្ទាត់
    បញ្ជាក់, အတည်ပြု, ማረጋገጫ, ለማረጋገጥ, የማረጋገጫ, መረጋገጺ  # si, th, lo, km, my, am, ti
    verifikasi, konfirmasi, pengesahan, keamanan, keselamatan, otentikasi, aktivasi, rahasia
    beripika, kumpirma, pagpapatunay  # id, ms, tl
    xac nhan, xac thuc, xac minh, kich hoat, bao mat, dang nhap  # vi
    uthibitish, thibitish, _siri, kuingia, tabbatar
    ijerisi, ijeerisi, idanil, nkwenye, nyocha, qinisekis
    xaqiiji, mirkanee, fanamarin, kwemeza, kusimbisa
    netefats, tiisets  # sw, ha, yo, ig, zu, so, om, mg, rw, sn, st, tn
    egiaztap, gwirio, dilysu, deimhn, fiorai  # eu, cy, ga
  `,
  /** A number of any kind: of interest only beside a proof word. */
  number: `
    _number, 代码, 代碼, _numero, _numer_, _nummer, 番号, 번호
    号码, 號碼, _nambari, _namba_, _lambar, _inombolo
    _nomba, _nomor, _raqam, _sayi_  # en, es, pl, de, ja, ko, zh, sw, ha, zu, yo, id, uz
    رقم, شماره, نمبر, מספר, номер, нөмір, дугаар, αριθμ, ნომერ, համար, नंबर, নম্বর
    ቁጥር, ເລກ, เลข, លេខ, နံပါတ်, _ma_, _numri, _numeri  # ar, fa, ur, he, ru …
  `,
  /** Asks the reader to do something with the number that comes next. */
  ask: String.raw`
    _enter_, _enter the, _use_, _type_, _input_, _key in_, _with(?= \d)  # en
    输入, 输人, 填写, 輸入, 填寫, 입력, 入力  # zh, ko, ja
    _ingres[ae], _introduce, _introduzca, _introduza, _insira, _digite, _utiliza, _utilice
    _use o_, _usa_, _usar_, _inserisci, _con(?= \d), _com(?= \d)  # es, pt, it
    _saisissez, _entrez, _utilisez, _geben sie, _gib_, _gebruik, _voer_, _ange_
    _anvand, _indtast, _bruk_, _brug_, _tast inn, _mit(?= \d), _avec(?= \d)  # fr, de, nl, sv, da, nb
    _syota, _kayta, _wpisz, _uzyj, _podaj_, _zadejte, _zadajte
    _unesite, _vnesite, _girin, _yazin, _introduceti
    _folositi, _daxil edin, _kiriting, _irja be  # fi, pl, cs, sk, hr, sl, tr, ro, az, uz, hu
    _введите, _введи, _используйте, _укажите, _введіть, _въведете, _внесете
    _унесите, _енгiзiңiз, _енгізіңіз  # ru, uk, bg, mk, sr, kk
    _πληκτρολογ, _εισαγ, شيئ, ادخل, استخدم, استعمل, وارد كنيد, درج كريں, הזן, הקש
    הזינו, הקלד, הקישו  # el, ar, fa, ur, he
    दर्ज, প্রবেশ করান, กรอก, ใส่, ປ້ອນ, បញ្ចូល, ထည့်  # hi, bn, th, lo, km, my
    _masukkan, _masukan, _gunakan, _nhap_, _su dung, _ilagay, _gamitin, _tumia_
    _weka_, _ingiza  # id, ms, vi, tl, sw
  `,
} as const;

/** What has happened to a code already: the sentence reports, it does not bring one. */
export const EVENTS = `
  _was (?:used|set|accepted|changed|reset|updated|sent|entered|created|requested)
  _been (?:used|set|accepted|removed|changed|reset|updated|sent|blocked|entered|created|disabled|requested|locked)
  _has expired, _changed, _is (?:incorrect|wrong|invalid|blocked|locked|expired), _change_, _limit_
  _attempts?_, _you entered, _such as, _other than, _like_  # en
  已修改, 已更改, 已重置, 已过期, 已失效, 已使用, 被使用, 错误, 错誤, 输入错误, 输入有误, 入力に, 錯誤, 失败, 失敗, 실패, 만료, 修改成功, 已變更
  已更新, 変更され, 変更しました, 변경되, 변경하  # zh, ja, ko
  _geandert, _anderung
  _wurde (?:geandert|zuruckgesetzt|verwendet|gesperrt|aktualisiert), _cambiad
  _se cambio, _fue (?:cambiad|usad|modificad), _ha sido
  _foi (?:alterad|usad|redefinid), _alterad, _a ete, _modifie, _e stat[oa]
  _gewijzigd, _andrats, _endret, _aendret  # de, es, pt, fr, it, nl, sv
  _изменен, _был, _сменен, _обновлен, _истек, _неверн, _змінено, _zmenen
  _zmienion, _degistiril, _guncellen, _diubah, _telah, _da duoc  # ru, uk, cs, pl, tr, id, vi
`;

/** What is said of a code that is of no use any more, right after it: `Code 4821 has expired`. */
export const SPENT = `
  _has expired, _expired, _was (?:already )?used, _already used
  _is (?:not valid|invalid|incorrect|wrong|no longer|expired)  # en
  已失效, 已过期, 已過期, 已使用, 无效, 無效, 錯誤, 错误, 期限切れ, 無効, 만료, 유효하지  # zh, ja, ko
  _ist (?:abgelaufen|ungultig|falsch), _ha (?:caducado|expirado)
  _expirou, _a expire, _est (?:expire|invalide|errone), _e scaduto
  _non e valido, _is verlopen, _har (?:gatt ut|utlopt|udlobet)  # de, es, pt, fr, it, nl, sv, nb, da
  _истек, _недейств, _просроч, _неверн, _устарел, _недійс, _wygasl, _vyprsel
  _gecersiz, _suresi dol, _kedaluwarsa, _tidak berlaku, _da het han  # ru, uk, pl, cs, tr, id, vi
`;

/** What makes of an event the purpose of a code: `the code to change your number`. */
export const PURPOSE_WORDS = `
  _to_, _for_, _zur_, _zum_, _fur_, _para_, _pour_, _per_, _om_, _voor_, _att_, _for at_, _untuk_, _icin_, _de_, _di_
  _для_, _за_, _do_, _za_, _na_, _pentru_, _για_, _de doi_
`;

/** What may stand between `code` and the word that says which code: `code de réduction`, `kode van bestelling`. */
export const OF_WORDS = `
  of, de, du, des, do, da, dos, di, del, dell, della, dello, la, el, los, der, die, das, van, het, av
  af
  l, d, ya, cua, ng, of the, για, του, της, की, का, के, ის, за
`;

/** A sale, a network or a parcel: there a plain `code` or `password` is the one for that. */
export const OTHER_TRADES: readonly string[] = [
  `
  _discount_, _checkout_, _coupon_, _promo_, shop now, free shipping, _sale_, _off (?:your|all|with|any)_
  rabatt, gutschein, descuento, desconto, remise, sconto, скидк, промокод, indirim, diskon, giam gia, 优惠, 割引, 할인, ส่วนลด
  `,
  '_wi fi_, _wlan_, _ssid_, 无线网',
  '_gift cards?_, 礼品卡',
  `
  _parcel, _locker, _courier, _deliver(?:y|ed|ing|s)? to, _serviceable
  _colis, _pacco, _paquete, _encomenda, _przesylk, _paczk, _zasilk, _zasielk, _csomag, _colet, _kargo, _posiljk, _pakke
  _saadetis, _siunt, packstation, _посылк, _посилк, _пратк, _пошиљк, _δεμα
  包裹, 快递, 取件, 荷物, 宅配, 택배, พัสดุ, مرسوله, الشحنة, شحنتك, חבילה, משלוח
  `,
];
