/**
 * Words that name a number which is no verification code. Beside a plain word for code they change what it means
 * (`promo code`, `code postal`); otherwise they claim the number that comes next. Notation as in keywords.ts.
 *
 * Policy: codes for parcels, doors, Wi-Fi, bookings, discounts and invitations are not verification codes.
 */
export const OTHER_NUMBERS = String.raw`
  # en: shops, parcels, travel
  _orders?_, _order (?:no|number|id), _booking, _reserv
  confirmation (?:no|number), reservation confirmation, booking confirmation
  _tracking, _shipment, _shipping, _parcel, _package, _waybill, _awb_
  _invoice, _receipt, _bill_
  _ref_, _refs_, _reference, _ticket_, _case_, _flight, _pnr_, _itinerary
  _claim_, _request id, _voucher, _coupon, _promo, _promotional, _promotion
  _discount, _gifts?_, _gift card, _referral, _invit, _redeem, _redemption
  _pick up, _pickup, _collection, _locker, _delivery (?:number|code|pin|id)
  _serial, _model_, _sku_, _items?_, _product_, _bar_, _barcode, _qr, _source_
  _stock_, _code review, _code of conduct, _coding, _price, _cost_, _budget, _deposit, _version, _pr(?= \d), _issue(?= \d)
  _error_, _dress, _morse, _sale_, _queue, _quote, _batch, _lot_
  # en: money, places, people, machines
  _card_, _cards_, _debit, _account (?:no|number|ending|id), _acct_
  _a/c, _ac no_, _acc no_, _iban_, _swift_, _sort_, _routing, _branch
  _atm(?= \d), _terminal, _merchant, _tax_, _txn id, _txn no
  _transaction (?:id|no|number), _trx_, _utr_, _rrn_, _customer
  _client_, _member, _membership, _policy_, _meter_, _employee
  _student, _patient, _user id, _id(?=[\s:#]{0,3}\d)
  _(?:build|release|device|case|kiosk|agent)(?= \d), _user(?= \d)
  _login id, _example, _e\.g, _meeting id, _puk
  _area_, _token (?:no|number)_, _at pin code, _at pincode, _zip_
  _postal, _post_, _postcode, _zipcode, _country_, _dial_, _call_
  _phone (?:no|number)?:, _tel_, _telephone, _mobile (?:no|number)
  _fax, _hotline, _helpline, _helpdesk, _toll free, _support at
  _contact, _reply_, _text_, _send (?:stop|sms|yes|no)
  _stop to, _opt out, _unsubscribe
  _(?:gate|door|locker|garage|parking|alarm|pick up|pickup|collection) (?:pin|otp)
  _gate_, _door_, _building, _entry code, _rooms?_, _wifi_, _wi fi
  _ssid, _alarm_, _plate, _seat_, _train_, _bus_, _unit_, _apt_
  _apartment, _suite, _extension, _ext_, _license, _licence, _version
  _score_, _points_, _balance, _limit_, _copyright, _zone, _fees?_
  _charge, _fare, _driver, _truck
  # zh
  股票, 区域, 地区, 国家, 会议, 商品, 商户, 机构, 学校, 专业, 设备, 型号, 课程, 活动, 项目
  取件码, 取件碼, 取货码, 取貨碼, 提货码, 提貨碼, 取餐码, 取餐, 自提码, 取票码, 取物码, 核销码, 礼包码, 礼品码, 卡密, 抽奖码, 中奖码, 取号码, 排号, 入场码, 签到码
  核酸, 券码, 兑换码, 兌換碼, 优惠码, 優惠碼, 优惠券, 折扣码, 邀请码, 邀請碼, 推荐码, 推薦碼, 邮编, 邮政编码, 郵遞區號, 二维码, 二維碼, 条形码, 条码, 付款码
  网点, 支行, 分行, 工单, 区号, 區號, 单号, 單號, 订单, 訂單, 编号, 編號, 流水号, 快递, 运单, 尾号, 尾號, 末四位, 後四碼, 末四碼, 後四位, 卡号, 卡號, 账号
  帳號, 帐号, 工号, 车牌, 房号, 门锁, 门禁, 开门, 柜, 航班, 车次, 座位, 发票, 合同, 余额, 手机号
  致电, 拨打, 电话, 热线, 客服, 咨询, 电询, 致電, 撥打, 電話, 熱線, 回复, 回覆, 退订, 退訂, 短信至, 编辑, 发送, 座机, 专线, 错误码, 错误代码, 预约号, 取号
  排队, 会员, 提取码, 积分, 流量, 无线
  # ja
  会議室, 製品, 地域, 市外, 国コード, 部屋, 銘柄, 証券コード, 型番, 金融機関, 機関コード, 支店
  クーポン, 割引, 予約, 注文, 問い合わせ, 追跡, 伝票, 郵便, 口座, 会員, 受付, バーコード, エラー, お届け, 荷物, 便名, 招待, プロモ, 商品, 店番, カード, 紹介
  入館, 玄関, ロッカー, 整理番号, お客様番号, 返信, 配達
  # ko
  지역, 상품, 국가, 종목, 회의, 지점, 기관, 제품
  주문, 예약, 운송장, 송장, 쿠폰, 우편, 전화, 고객센터, 카드, 계좌, 할인, 승인번호, 접수, 초대, 추천인, 문의, 상담, 택배, 보관함, 공동현관, 현관, 출입
  무료거부, 수신거부, 회신, 대표번호, 발신, 와이파이, 회원번호, 바코드, 오류, 관리번호, 좌석
  # es, pt, ca, gl
  catastral, _ciudad, _cidade, _producto, _produto, _articulo, _artigo, _ruc_, _rfc_, _cpf_, _barras, _precio, _preco, _impuesto, _tributari, _interbancari
  _pedido, _orden_, _encomenda, _reserva, _seguimiento, _rastre, _envio, _guia_, _factura
  _fatura, _recibo, _referencia, _tarjeta, _cartao, _cuenta (?:no|terminada|n), _cupon
  _cupom, _promocion, _descuento, _desconto, _oferta, _promocao, _regalo, _cliente, _socio
  _llam, _ligue, _telefon, _responda, _responde, _envi[ae], _vuelo, _voo_, _retiro
  _retirada, _recogida, _levantamento, _puerta, _porta_, _portal, _expediente, _protocolo
  _turno, _matricula, _boleto, _boleta, _saldo, _folio, _ticket, _billete, _terminacion
  _terminada en, _final_, _paquete, _error, _erro_, _invitac, _convite, _agencia, _comanda
  _targeta, _sucursal, _siniestro
  # fr, it, ro
  _produit, _article, _prodott, _articolo, _produs, _ville_, _prix_, _barres, _siret, _insee, _tributo, _citta
  _commande, _suivi, _colis, _facture, _dossier, _carte_, _parrain, _remise, _reduction
  _cadeau, _offre, _retrait, _appel, _repond, _envoyez, _vol_, _billet, _porte, _immeuble
  _digicode, _client, _adherent, _rayon, _erreur, _stop au, _contrat
  _ordine, _prenotazion, _spedizion, _pacco, _fattura, _pratica, _carta_, _sconto, _fiscale
  _tessera, _ritiro, _chiam, _rispond, _volo, _biglietto, _portone, _cap_, _comenzi, _rezervar
  _colet, _factur, _cardul, _reducer, _sunat, _zbor, _bilet, _ridicare, _clientul, _errore
  _buono
  # de, nl, af, sv, da, nb, is
  artikel, produkt, _portkod, _stads, _ort_, _steuer, _belasting, _varenummer, _vare_, _dorrkod, larmkod
  bestell, _auftrag, buchung, sendung, _paket, rechnung, referenz
  _aktenzeichen, _vorgang, _karte, kreditkarte, _konto, gutschein, rabatt
  _aktions, postleitzahl, _plz, kunden, _mitglied, vorwahl, _anruf, _rufen
  _rufnummer, _antwort, _flug, abhol, _tur_, haustur, _zimmer, _fehler
  _geschenk, _empfehlung, _einladung, _zahler, _vertrag, _filiale, _endziffer
  _tisch, _packstation
  bestelling, _boeking, reservering, _zending, _pakket, _pakje, _factuur
  _kaart, _rekening, korting, _klant, _bel_, _vlucht, _afhaal, ophaal
  _kenmerk, actiecode, cadeau, _deur, _pinpas
  _ordre, _ordernummer, _beställning, _bokning, _bestilling, _pakke, sporing
  sparning, _faktura, _kort, kortet, _kundenummer, _kundnummer, _svar, hente
  _hamt, avhamtning, _dor_, _fly_, _flyg, kampanj, kampagne, _rabat
  presentkort, gavekort, _referanse, _sag_, _arende, _sak_, _utlamning
  _avhent, _leverans
  # fi, et, lv, lt
  _tilau, _varau, _nouto, _lahety, _seuranta, _lasku, _alennus, _tarjous, _lahja
  _postinumero, _asiakas, _soit, _puh, _viite, _ovi_, _lento, _tellimus, _saadetis
  _pakiautomaat, _pakk, _arve_, _soodus, _helista, _uks_, _pasuti, _sutij, _pakomat
  _pakas, _rekin, _atlaid, _zvan, _uzsakym, _siunt, _pastomat, _saskait, _kortel, _nuolaid
  _skambin
  # pl, cs, sk, sl, hr, sr (Latin), hu
  _zamowien, _rezerwac, _przesylk, _paczk, _paczkomat, _faktur, _karty
  _karta, _karcie, _promoc, _znizk, _poczt, _klienta, _zadzwon, _dzwon
  _infolin, _odbior, _domofon, _drzwi, _zgloszen, _konc, _polis, _bled
  _objednav, _objednak, _rezervac, _zasilk, _zasielk, _balik, _balic
  _kart, _slev, _zlav, _psc_, _zakazni, _volejte, _volajte, _vyzved
  _vydej, _vydaj, _vyzdvih, _variabilni, _variabiln, _odber, _poukaz
  _narocil, _narudzb, _porudzb, _posiljk, _paketa, _racun, _kartic
  _popust, _nazovite, _pozovite, _preuzim, _prevzem, _poziv
  _rendeles, _foglalas, _csomag, _szamla, _kartya, _bankkartya, _kupon
  _kedvezmeny, _iranyitoszam, _ugyfel, _hivja, _atvetel, _jarat
  _ajandek, _hibakod, _kapu
  # Cyrillic
  _товар, _город, _артикул, _издели, _продукт, _модел, _стран, _регион, _област, _район, _оператор, _инн_, _организац, _причин, _назначени, _цен
  _заказ, _замовлен, _поръчк, _нарачк, _поруџбин, _заяв, _брон, _посылк, _отправлен, _накладн
  _трек, _ттн_, _эн_, _счет, _рахун, _квитанц, _договор, _договір, _чек_, _карт, _купон, _промо
  _скидк, _знижк, _отстъпк, _попуст, _сертификат, _индекс, _індекс, _клиент, _абонент, _звон
  _тел_, _телефон, _дзвон, _обад, _позов, _ответ, _отправьте, _рейс, _билет, _квит, _получени
  _получаван, _получав, _выдач, _ячейк, _домофон, _подъезд, _почтомат, _постамат, _ошибк, _бонус
  _баланс, _остаток, _балл, _талон, _пратк, _пошиљк, _посилк, _поштомат, _захиалг, _тапсырыс
  _обращени, _тикет, _штрих, _ссылк, _смс на, _на номер, _с номера, _вкл
  # tr, az, uz
  _siparis, _rezervasyon, _kargo, _gonderi, _takip, _indirim, _kampanya, _hediye, _posta
  _musteri, _arayin, _ucus, _teslimat, _teslim, _kapi, _referans, _hata, _davet, _abone
  _tesisat, _sifaris, _baglama, _endirim, _zəng, _buyurtma, _chegirma, _jo'nat, _qo'ng'iroq
  # el, ka, hy
  _παραγγελ, _κρατησ, _αποστολ, _δεμα, _τιμολογ, _καρτα, _καρτασ, _καρτας, _εκπτωσ, _κουπον
  _ταχυδρομ, _πελατ, _καλεσ, _τηλ, _πτησ, _παραλαβ, _δωρο, _προσφορ, შეკვეთ, ამანათ, ბარათ
  დარეკ, ფასდაკ, პრომო, ჯავშ, պատվեր, քարտ, զեղչ, առաք, զանգահար
  # ar, fa, ur, he
  الطلب, طلبك, طلبية, الشحنة, شحنتك, الحجز, حجزك, تتبع, الفاتورة, فاتورة, البطاقة, بطاقتك
  بطاقة, خصم, قسيمة, بريدي, البريدي, اتصل, هاتف, الرحلة, رحلة, الحساب رقم, حسابك رقم
  المرجع, مرجعي, استلام, الاستلام, كوبون, العميل, ارسل, الخصم, عرض, الموعد, المنتهية, رصيد
  التذكرة
  سفارش, مرسوله, رهگيري, پيگيري, تخفيف, پستي, كارت, تماس, تلفن, پرواز, رزرو, فاكتور, بليت
  مشتري, تحويل, قرعه, معرف, حساب, آرڈر, ارڈر, پارسل, ٹريكنگ, كارڈ, رعايت, ڈسكاؤنٹ
  كال كريں, بل نمبر, فلائٹ, پوسٹل
  הזמנה, הזמנת, משלוח, חבילה, מעקב, חשבונית, כרטיס, קופון, הנחה, מבצע, מיקוד, לקוח, חייג
  התקשר, טלפון, טל', טיסה, איסוף, לוקר, שער, דלת, פניה, פנייה, אסמכתא, השב
  # India
  ऑर्डर, आर्डर, ट्रैकिंग, बुकिंग, कार्ड, खाता, खाते, कूपन, छूट, प्रोमो, कॉल, फोन, बिल, पार्सल
  संदर्भ, उड़ान, टिकट, ग्राहक, पिन कोड, पिनकोड, डाक, ट्रेन, অর্ডার, কুপন, ছাড়, কার্ড, কল করুন
  পার্সেল, ট্র্যাকিং, বুকিং, অ্যাকাউন্ট নম্বর, ডাক, প্রোমো, ஆர்டர், அழை, கூப்பன், தள்ளுபடி, அட்டை
  முன்பதிவு, ఆర్డర్, కూపన్, కాల్, బుకింగ్, ಆರ್ಡರ್, ಕರೆ, ಕೂಪನ್, ഓർഡർ, കൂപ്പൺ, വിളി, ઓર્ડર, કૂપન, કૉલ
  ਆਰਡਰ, ਕੂਪਨ, ਕਾਲ, ඇණවුම, අමත, වට්ටම
  # id, ms, vi, tl, th, lo, km, my, Africa
  _pesanan, _resi_, _kiriman, _tagihan, _kartu, _kad_, _diskon
  _diskaun, _kode pos, _poskod, _pelanggan, _hubungi, _telp
  _telepon, _penerbangan, _pengambilan, _tempahan, _bil_
  _undangan, _balas, _kirim, _akaun, _struk, _bangsal, _antrian
  don hang, van don, dat cho, dat ve, hoa don, giam gia
  khuyen mai, _uu dai, buu chinh, khach hang, _goi_, tong dai
  so the, the tin dung, chuyen bay, nhan hang, _soan, _gui_
  tai khoan, _tk_, ma vach, gioi thieu, _lh_, lien he, tham chieu
  _du thuong
  _tawag, _tumawag, _padala, คำสั่งซื้อ, พัสดุ, ส่วนลด, คูปอง
  ไปรษณีย์, บัตร, โทร, จองห้อง, การจอง, เที่ยวบิน, ใบแจ้ง, ลูกค้า
  โปรโมชั่น, โปรโมชัน, บัญชี, อ้างอิง, แนะนำเพื่อน, ติดต่อ, ตู้
  ໂທ, ສ່ວນຫຼຸດ, ຄຳສັ່ງຊື້, ພັດສະດຸ, បញ្ជាទិញ, ទូរស័ព្ទ
  បញ្ចុះតម្លៃ, អីវ៉ាន់, အော်ဒါ, ဖုန်း, လျှော့ဈေး, ခေါ်ဆို, ပါဆယ်
  _piga, _agizo, _oda_, _simu_, _kadi, _punguzo, _kifurushi
  _risiti, _kumbukumbu, _salio, _odar, _kira_, _rangwame, _ibere
  _pe wa, _ipe_, _shayel, _fowunela, _dalab, ትዕዛዝ, ይደውሉ, ቅናሽ, ጥቅል
`;
