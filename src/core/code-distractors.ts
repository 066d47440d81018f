/** Stands for a blanked character: no letter, no digit, no space, and foldText lets none through. */
export const BLANK = '\uFFFC';

const NUMBER = String.raw`(?:\d{1,3}(?:[ .,'’٬]\d{3})+(?!\d)|\d+)(?:[.,٫]\d{1,3})?(?!\d)`;
const CURRENCY = String.raw`(?:\p{Sc}|(?<![\p{sc=Latin}\p{sc=Cyrl}])(?:USD|EUR|GBP|RUB|RUR|UAH|KZT|BYN|UZS|AZN|GEL|AMD|TJS|KGS|MDL|PLN|CZK|HUF|RON|BGN|RSD|HRK|DKK|SEK|NOK|ISK|CHF|TRY|TL|INR|Rs|PKR|BDT|Tk|LKR|NPR|NRs|CNY|RMB|HKD|TWD|NTD?|JPY|KRW|THB|VND|VNĐ|IDR|Rp|MYR|RM|SGD|PHP|Php|MMK|Ks|KHR|LAK|AED|Dhs?|SAR|SR|QAR|KWD|BHD|OMR|JOD|EGP|LE|MAD|DZD|TND|IQD|IRR|ILS|NIS|KES|KSh|Ksh|TZS|TSh|Tsh|UGX|UShs?|NGN|GHS|GHC|ZAR|ETB|Br|RWF|FRw|XAF|XOF|FCFA|MWK|ZMW|MZN|BRL|ARS|MXN|MN|COP|CLP|PEN|BOB|UYU|PYG|VES|CRC|DOP|GTQ|CAD|AUD|NZD|USDT|BTC|ETH|kr|Kc|Ft|zl|din|lei|RON|lv)\.?(?![\p{sc=Latin}\p{sc=Cyrl}])|(?<![\p{sc=Latin}\p{sc=Cyrl}])R\$|US\$|S\/\.?|Bs\.?|人民币|金额|余额|금액|잔액)`;
const MONEY_WORD = String.raw`(?:\p{Sc}|(?<![\p{sc=Latin}\p{sc=Cyrl}])(?:USD|EUR|GBP|RUB|RUR|UAH|KZT|BYN|UZS|AZN|GEL|AMD|PLN|CZK|HUF|RON|BGN|RSD|DKK|SEK|NOK|ISK|CHF|TRY|TL|INR|Rs|PKR|BDT|Tk|LKR|NPR|CNY|RMB|HKD|TWD|JPY|KRW|THB|VND|IDR|MYR|RM|SGD|PHP|MMK|Ks|AED|Dhs?|SAR|QAR|KWD|EGP|MAD|IQD|ILS|NIS|KES|TZS|UGX|NGN|GHS|ZAR|ETB|RWF|XAF|XOF|FCFA|BRL|ARS|MXN|COP|CLP|PEN|CAD|AUD|NZD|USDT|BTC|kr|Kc|Ft|zl|din|lei|leva?|lv|руб\p{L}*|р|грн|гривен\p{L}*|тг|тенге|сум|сом\p{L}*|лв|лева|ден|дин|манат\p{L}*|euros?|dollars?|pounds?|rupees?|rupiah|dong|pesos?|soles|reais|reales|dirhams?|riyals?|taka|baht|ringgit|shillings?|naira|rand|kronor|kroner|zlotych|korun|forint\p{L}*|lira|manat|so.m)(?![\p{sc=Latin}\p{sc=Cyrl}])|元|圆|圓|円|块|원|บาท|ກີບ|រៀល|ကျပ်|रुपये|रुपए|रु|টাকা|ரூபாய்|రూపాయ\p{L}*|ريال|دينار|درهم|جنيه|ليرة|تومان|روپے|روپيے|ש"ח|שקל\p{L}*|ብር|ლარი|դրամ)`;
const MONTH = String.raw`(?:jan|feb|mar|apr|may|mai|maj|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|fev|avr|juin|juil|aout|gen|mag|giu|lug|ott|set|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кв|трав|черв|лип|серп|вер|жовт|лист|груд|sty|lut|kwi|cze|lip|sie|wrz|paz|gru|oca|sub|nis|haz|tem|agu|eyl|eki|kas|ara|يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|जन|फर|मार्च|अप्रैल|मई|जून|जुल|अग|सित|अक्टू|नव|दिस|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย|ต\.ค|พ\.ย|ธ\.ค)\p{L}*\.?`;
const YEAR = String.raw`(?:19|20|25)\d\d`;
const UNIT = String.raw`(?:%|٪|‰|°|℃|(?:[kmgt]b|[kmgt]ib|mbps|kg|g|gr|gram|mg|km|m|cm|mm|ml|l|lb|lbs|oz|kwh|kw|mah|mhz|px|pts?|points?|punkt\p{L}*|puntos|pontos|miles|steps|items?|people|users?|times|м|км|кг|гб|мб|шт|балл\p{L}*|бонус\p{L}*)(?![\p{sc=Latin}\p{sc=Cyrl}])|积分|個|個月|公里|公斤|步|条|次|个|件|人|台|号楼|楼|室|栋|层|ポイント|個|本|件|歳|号室|포인트|개|명|건|층|호|แต้ม|คะแนน)`;
const DURATION = String.raw`(?:(?:s|sec|secs|min|mins|h|hr|hrs|d|std|uhr|мин|сек|ч|час|сут|дн|dk|sn|sa|gün|gio|phut|giay|ngay|jam|menit|hari|detik|minit|saat|dakika|saniye|gun)(?![\p{sc=Latin}\p{sc=Cyrl}])|(?:second|minut|hour|day|week|month|year|hora|segund|dia|semana|heure|jour|seconde|ora|ore|giorn|stund|tag|sekund|timm|time|dygn|dag|uur|hodin|godzin|perc|nap|zile|минут|секунд|часа|часов|дней|дня|годин|хвилин|λεπτ|ωρ|dəqiqə|daqiqa|minuut|minuto|dakika|saat|saniye|minutes)\p{L}*|分|秒|小时|小時|天|日|周|週|个月|時間|분|초|시간|일|นาที|ชั่วโมง|วัน|ນາທີ|នាទី|မိနစ်|मिनट|मिनिट|घंट|মিনিট|நிமிட|నిమిష|ನಿಮಿಷ|മിനിറ്റ്|મિનિટ|ਮਿੰਟ|විනාඩි|دقيقة|دقائق|دقيقه|ساعة|ساعات|ساعت|ثانية|ثانيه|منٹ|گھنٹ|يوم|ايام|דקות|שעות|שניות|ימים|წუთ|საათ|րոպե|ժամ|ደቂቃ|dakikalik)`;

/**
 * What looks like a code and is none, blanked in this order before codes are looked for. The order matters where one
 * pattern lies inside another: an address before a decimal number, a duration before an amount.
 */
export const DISTRACTORS: ReadonlyArray<{ readonly name: string; readonly pattern: RegExp }> = [
  { name: 'address on the web', pattern: /(?:[a-z][a-z0-9+.-]*:\/\/|(?<![a-z0-9])www\.)[\w\-.~:/?#[\]@!$&'()*+,;=%]+/giu },
  { name: 'mail address', pattern: /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu },
  { name: 'domain with a path', pattern: /(?<![\w.-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.[a-z]{2,12}\/[\w\-.~:/?#[\]@!$&'()*+,;=%]*/giu },
  { name: 'domain', pattern: /(?<![\w.-])(?:[A-Za-z0-9-]*[a-z][A-Za-z0-9-]*\.)+[a-z]{2,12}(?!\w)|(?<![\w.-])[\w-]+\.(?:com|cn|net|org|io|ru)(?![\w])/gu },
  { name: 'Android SMS retriever hash', pattern: /(?<=[\n ])(?=[a-zA-Z+/]*\d|[a-z0-9+/]*[A-Z])[A-Za-z0-9+/]{11}\s*$/gu },
  { name: 'USSD', pattern: /(?:\*+|##)\d+(?:[*#]+\d+)*#/gu },
  { name: 'date, numeric', pattern: /(?<![\d.])(?:(?:19|20|25)?\d\d([./-])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12]\d|0?[1-9])|(?:3[01]|[12]\d|0?[1-9])([./-])(?:1[0-2]|0?[1-9])\2(?:19|20|25)?\d\d|(?:1[0-2]|0?[1-9])([./-])(?:3[01]|[12]\d|0?[1-9])\3(?:19|20|25)?\d\d|\d{1,2}\/\d{1,4})(?![\d])\.?/gu },
  { name: 'date, numeric with spaces', pattern: /(?<!\d)\d{1,2}\. \d{1,2}\. (?:(?:19|20)\d\d)?|(?<!\d)(?:19|20)\d\d\. ?\d{1,2}\. ?\d{1,2}\.?(?!\d)/gu },
  { name: 'date, with characters', pattern: /(?:\d{2,4} ?[年년] ?)?\d{1,2} ?[月월](?: ?\d{1,2} ?[日号號일]?)?|(?<!\d)\d{4} ?[年년](?!\p{Nd})/gu },
  { name: 'date, with a month name', pattern: new RegExp(String.raw`(?<!\d)\d{1,2}(?:st|nd|rd|th)?[\s.\-]{0,2}(?:de |of )?${MONTH}(?:[\s.,\-'’]{0,2}(?:de |del )?(?:${YEAR}|\d\d)(?!\d))?|(?<![\p{sc=Latin}\p{sc=Cyrl}])${MONTH} ?\d{1,2}(?:st|nd|rd|th)?(?!\d)(?:,? ${YEAR}(?!\d))?`, 'giu') },
  { name: 'time', pattern: /(?<![\d:])\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:])(?: ?[ap]\.?m\.?)?|(?<!\d)\d{1,2} ?(?:[時时点點시] ?(?:\d{1,2} ?[分분])?|[ap]\.?m\.?(?![\p{sc=Latin}\p{sc=Cyrl}])|h ?\d\d(?!\d)|[.:]\d\d ?(?:uhr|часа|ч|h)(?![\p{sc=Latin}\p{sc=Cyrl}]))|(?<=(?:kl|klo|kl\.|klo\.) )\d{1,2}\.\d\d/giu },
  { name: 'time, without a colon', pattern: /(?<=(?<![\p{sc=Latin}\p{sc=Cyrl}])(?:at|by|until|till) )(?:[01]\d|2[0-3])[0-5]\d(?![\d-])|(?<!\d)(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs|hours)(?![\p{sc=Latin}\p{sc=Cyrl}])/giu },
  { name: 'duration', pattern: new RegExp(String.raw`(?<![\d])(?:\d{1,4}(?: ?[\-–~至到] ?\d{1,4})?) ?-?(?:${DURATION})`, 'giu') },
  { name: 'amount, currency first', pattern: new RegExp(String.raw`(?<!\d ?)${CURRENCY} ?[:：]? ?-?${NUMBER}`, 'giu') },
  { name: 'amount, currency last', pattern: new RegExp(String.raw`(?<![\d.,])-?${NUMBER} ?(?:${MONEY_WORD})(?! ?\d)`, 'giu') },
  { name: 'decimal number', pattern: /(?<![\d])(?:\d{1,3}(?:[.,'’٬]\d{3})+(?:[.,٫]\d{1,2})?|\d+(?:[.,٫]\d{1,2}))(?![\d])/gu },
  { name: 'quantity', pattern: new RegExp(String.raw`(?<![\d])\d+ ?(?:${UNIT})`, 'giu') },
  { name: 'version or address on the network', pattern: /(?<![\p{L}\d])v?\d+(?:\.\d+){2,}|(?<![\p{sc=Latin}\p{sc=Cyrl}])v\d+(?:\.\d+)*/giu },
  { name: 'card tail', pattern: /(?<!\d)(?:[xX]{2,}|[•·●…]+|\.{2,}|#{2,}|\*{2,}(?! ?\d+\*))[ -]?\d{2,6}(?!\d)|(?<!\*)\*\d{3,4}(?![\d*])|(?<!\d)\d{2,6}[*xX•]{2,}\d{0,6}/gu },
  { name: 'card tail in words', pattern: /(?<=(?:ending|ends|ended|terminad[ao]|terminant|termina|endet|endend|endziffern?|slutar|slutter|оканчива\p{L}*|последни\p{L}*|尾号|尾號|尾数为?|末四位|末尾|下4桁|final)(?: ?(?:in|with|en|em|par|auf|pa|med|на|:|：|为|是))? ?)\d{2,6}(?!\d)/giu },
  { name: 'phone, international', pattern: /(?<!\d)(?:\+|00)\d[\d ().\-]{5,18}\d/gu },
  { name: 'phone, with brackets', pattern: /\(\d{2,5}\) ?\d{2,4}(?:[ -]?\d{2,4}){1,3}/gu },
  { name: 'phone, hotline', pattern: /(?<!\d)(?:1-)?[48]00(?:[ -]\d{3,4}){1,3}(?!\d)|(?<!\d)0\d{2,4}[ -]\d{3,4}(?:[ -]?\d{2,4}){1,2}(?!\d)|(?<!\d)95\d{3}(?=[\s。，,.]*(?:【|$))/gu },
  { name: 'number to write to', pattern: /(?<=(?<![\p{sc=Latin}\p{sc=Cyrl}])(?:reply|text|send|sms|stop|help|yes|no|responda|envie|envia|reponse|envoyez|repondez|invia|antworten|senden|отправьте|smsto|kirim|balas|soan|gui)(?![\p{sc=Latin}\p{sc=Cyrl}])[^\d.!?\n]{0,40} (?:to|al|a|au|an|на|ke|toi|den) )\d{3,6}(?!\d)/giu },
  { name: 'street address', pattern: /(?<!\d)\d{1,5}(?: \p{Lu}\p{Ll}+){1,3} (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Lane|Ln|Drive|Dr|Way|Court|Square|Place)(?![\p{sc=Latin}\p{sc=Cyrl}])|(?<=(?<![\p{sc=Latin}\p{sc=Cyrl}])(?:ul|ул|Calle|Rua|Via|Rue|Avenida|Av|Jl|Str|улица)\.? (?:\p{Lu}\p{L}+[ ,]+){1,3})\d{1,5}/gu },
  { name: 'copyright or a year in words', pattern: /(?:©|\(c\)) ?\d{4}|(?<=(?<![\p{sc=Latin}\p{sc=Cyrl}])(?:in|since|until|by|of|en|em|im|seit|depuis|desde|dal|nel|в|от|od|z roku|tahun|nam) )(?:19|20)\d\d(?!\d)/giu },
  { name: 'long number', pattern: /(?<![\p{L}\d])[A-Z]{0,4}\d{9,}[A-Z]{0,4}(?![\p{Script=Latin}\d])/gu },
];

/** The text with every distractor replaced by as many blanks, so that places stay the same. */
export function blankDistractors(text: string): string {
  return DISTRACTORS.reduce((rest, { pattern }) => rest.replace(pattern, (found) => BLANK.repeat(found.length)), text);
}
