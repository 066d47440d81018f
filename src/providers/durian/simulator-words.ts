/** The document's codes in the English words of the real answers; those never seen are translated. */
export const messages: Readonly<Record<number, string>> = {
  200: 'Success',
  201: 'The verification code has been issued',
  202: 'The number is occupied and no SMS is received',
  203: 'The number is not occupied and no SMS is received',
  400: 'Failed, system exception',
  401: 'Failed, invalid operation',
  403: 'Insufficient points',
  405: 'Failed to get the verification code, please check the data list or contact the administrator',
  406: 'The maximum number of new numbers within 24 hours has been reached',
  407: 'Access to all SMS, API requests refresh and retry',
  409: 'The request frequency is too high',
  800: 'The account is banned',
  802: 'Wrong username or ApiKey',
  803: 'Username and ApiKey cannot be empty',
  902: 'The parameters passed are incorrect',
  903: 'Invalid country code',
  904: 'Invalid project ID',
  905: 'Invalid mobile number',
  906: 'The list of mobile numbers is empty',
  907: 'vip_key error',
  908: 'No verification code has been found yet, please try again later',
  912: 'Please do not repeat the operation',
  200100: 'Blacklist added successfully',
  200408: 'The number of numbers obtained has reached the upper limit',
  400100: 'The mobile number is not blacklisted',
  400101: 'This project requires a key, please contact the administrator',
  400102: 'The specified parameter is not open, please contact the administrator',
  400103: 'secret_key error',
  400906: 'Invalid serial or serial parameter error',
};

/** ISO 3166-1 alpha-2, a space before and behind each. */
export const countries =
  ' ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ' +
  'ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo ' +
  'fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je ' +
  'jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo ' +
  'mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw ' +
  'py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm ' +
  'tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ';
