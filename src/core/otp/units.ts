/** What numbers are counted in. Notation as in keywords.ts. */

/** Written before an amount or after it; case counts, for `try` and `TRY` are not the same. */
export const CURRENCIES = String.raw`
  \p{Sc}, US\$, R\$, S/\.?
  _USD_, _EUR_, _GBP_, _RUB_, _RUR_, _UAH_, _KZT_, _BYN_, _UZS_, _AZN_, _GEL_, _AMD_, _TJS_, _KGS_, _MDL_, _PLN_, _CZK_
  _HUF_, _RON_, _BGN_, _RSD_, _HRK_, _DKK_, _SEK_, _NOK_, _ISK_, _CHF_, _TRY_, _TL_, _INR_, _Rs_, _PKR_, _BDT_, _Tk_
  _LKR_, _NPR_, _CNY_, _RMB_, _HKD_, _TWD_, _NTD?_, _JPY_, _KRW_, _THB_, _VND_, _IDR_, _Rp_, _MYR_, _RM_, _SGD_, _PHP_
  _MMK_, _Ks_, _KHR_, _LAK_, _AED_, _Dhs?_, _SAR_, _QAR_, _KWD_, _BHD_, _OMR_, _JOD_, _EGP_, _MAD_, _DZD_, _TND_, _IQD_
  _IRR_, _ILS_, _NIS_, _KES_, _Ksh_, _TZS_, _Tsh_, _UGX_, _Ushs?_, _NGN_, _GHS_, _ZAR_, _ETB_, _RWF_, _FRw_, _XAF_
  _XOF_, _FCFA_, _MWK_, _ZMW_, _MZN_, _BRL_, _ARS_, _MXN_, _COP_, _CLP_, _PEN_, _BOB_, _UYU_, _PYG_, _CRC_, _DOP_
  _GTQ_, _CAD_, _AUD_, _NZD_, _USDT_, _BTC_, _ETH_, _kr_, _Kc_, _Ft_, _zl_, _lei_, _lv_
  _usd_, _eur_, _rs_, _inr_, _rub_, _rp_, _rm_, _KSh_, _TSh_, _USh_, _Php_, _VNĐ_, _vnd_, _dkk_, _sek_, _nok_
`;

/** Written only before an amount; one or two letters would match too much after it. */
export const AMOUNT_WORDS = `
  _Bs_, _Br_, _LE_, _SR_, _MN_, 人民币, 金额, 余额, 금액, 잔액
`;

/** Written only after an amount. */
export const MONEY_WORDS = `
  _[Ee]uros?_, _EURO_, _dollars?_, _pounds?_, _rupees?_, _rupiah_, _dong_, _pesos?_, _soles_, _reais_, _reales_, _dirhams?_, _riyals?_
  _taka_, _baht_, _ringgit_, _shillings?_, _naira_, _rand_, _kronor_, _kroner_, _zlotych_, _korun_, _forint, _lira_, _leva?_
  _manat_, _so.m_
  _руб, _р_, _грн_, _гривен, _тг_, _тенге_, _сум_, _сом_, _лв_, _лева_, _ден_, _дин_, _манат
  元, 圆, 圓, 円, 块, 원, บาท, ກີບ, រៀល, ကျပ်, रुपये, रुपए, रु, টাকা, ரூபாய், రూపాయ, ريال, دينار, درهم, جنيه, ليرة, تومان
  روپے, ש"ח, שקל, ብር, ლარი, դրամ
`;

/** The beginnings of the months' names, which may be written short. */
export const MONTHS = String.raw`
  jan, feb, mar, apr, may, mai, maj, jun, jul, aug, sep, oct, okt, nov, dec, dez, ene, abr, ago, dic, fev, avr, juin, juil
  aout, gen, mag, giu, lug, ott, set, sty, lut, kwi, cze, lip, sie, wrz, paz, gru, oca, sub, nis, haz, tem, agu, eyl, eki
  kas, ara
  янв, фев, мар, апр, мая, май, июн, июл, авг, сен, окт, ноя, дек, січ, лют, бер, кв, трав, черв, лип, серп, вер, жовт
  лист, груд
  يناير, فبراير, مارس, ابريل, مايو, يونيو, يوليو, اغسطس, سبتمبر, اكتوبر, نوفمبر, ديسمبر
  जन, फर, मार्च, अप्रैल, मई, जून, जुल, अग, सित, अक्टू, नव, दिस
  ม\.ค, ก\.พ, มี\.ค, เม\.ย, พ\.ค, มิ\.ย, ก\.ค, ส\.ค, ก\.ย, ต\.ค, พ\.ย, ธ\.ค
`;

export const DURATIONS = `
  s_, secs?_, mins?_, h_, hrs?_, d_, std_, uhr_, dk_, sn_, sa_, phut_, giay_, ngay_, jam_, hari_, gun_, gio_, ore_, ora_
  мин_, сек_, ч_, час_, сут_, дн_
  second, minut, hour, day, week, month, year  # en
  hora, segund, dia, semana, heure, jour, secondi, giorn, minuut, uur, stund, tag, sekund, timm, time, dygn, dag  # es … nl
  hodin, godzin, perc, nap, zile, menit, detik, saat, dakika, saniye, dəqiqə, daqiqa
  минут, секунд, часа, часов, дней, дня, годин, хвилин, λεπτ, ωρ
  分, 秒, 小时, 小時, 天, 日, 周, 週, 个月, 個月, 時間, 분, 초, 시간, 일  # zh, ja, ko
  นาที, ชั่วโมง, วัน, ນາທີ, នាទី, မိနစ်, मिनट, मिनिट, घंट, মিনিট, நிமிட, నిమిష, ನಿಮಿಷ, മിനിറ്റ്, મિનિટ, ਮਿੰਟ, විනාඩි
  دقيقة, دقائق, دقيقه, ساعة, ساعات, ساعت, ثانية, ثانيه, منٹ, گھنٹ, يوم, ايام, דקות, שעות, שניות, ימים
  წუთ, საათ, րոպե, ժամ, ደቂቃ
`;

export const UNITS = `
  %, ٪, ‰, °, ℃, [kmgt]i?b_, mbps_, kg_, gr_, gram_, mg_, km_, cm_, mm_, ml_, lbs?_, oz_, kwh_, kw_, mah_, mhz_
  px_, pts?_, points?_, punkt, puntos_, pontos_, miles_, steps_, items?_, people_, users?_, players_
  км_, кг_, гб_, мб_, шт_, балл, бонус
  积分, 個, 公里, 公斤, 步, 条, 次, 个(?!人), 件, 人, 台, 号楼, 楼, 室, 栋, 层, ポイント, 歳, 号室, 포인트, 개, 명, 건, 층, 호, แต้ม, คะแนน
`;
