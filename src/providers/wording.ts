/**
 * What sentences of platforms without return codes can prove. Money hangs on it: a request to rent may be repeated only
 * where the platform said that it rented nothing.
 */

/**
 * Longer than anything a platform says in one sentence. What is longer is understood by nobody: it proves nothing, and
 * the patterns that look for words would take minutes over it.
 */
export const longestSentence = 500;

/**
 * Whether a sentence says, or may be taken to say, that something was done after all: a success in it, a number that was
 * allocated, a message that was handed in. Such a sentence proves no refusal, whatever else it says.
 */
export function saysSomethingWasDone(words: string): boolean {
  const plain = words.normalize('NFKC');
  if (plain.length > longestSentence) return true;
  if (/(?<![未不没])成功|部分|\d{11}/u.test(plain)) return true;
  if (/已(?:经|为您?|向您?)*(?:分配|占用|获取|取得|提交|发送|下发)/u.test(plain)) return true;
  return /(?:号码?|手机)[^,;。!]*已(?!被)[^,;。!]*锁定|(?:验证|签名|认证)[^,;。!]*(?<![未不])通过/u.test(plain);
}
