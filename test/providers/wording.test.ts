import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestSentence, saysSomethingWasDone } from '../../src/providers/wording.ts';

const done = [
  '取号成功，余额不足请充值',
  '取号成功，本项目已无可用号码',
  '取号成功，请勿操作频繁',
  '部分号码获取失败',
  '号码13800138000已为您占用',
  '号码已锁定，请勿频繁获取',
  '号码已分配，短信余额不足10条',
  '短信已提交，等待验证',
  '签名验证通过',
  '１３８００１３８０００已经获取',
];

const refused = [
  '余额不足',
  '暂时没有可用号码,稍候获取',
  '操作频繁',
  '号码余量不足',
  '获取未成功，请稍后再试',
  '账户已被锁定',
  '该号码已被其他账户锁定或占用',
  '验证未通过',
  '占用号码数量已达上限，请先释放',
];

test('a sentence that says, or may say, that something was done proves no refusal', () => {
  for (const words of done) assert.equal(saysSomethingWasDone(words), true, words);
});

test('a plain refusal is one', () => {
  for (const words of refused) assert.equal(saysSomethingWasDone(words), false, words);
});

test('what is too long for a sentence proves no refusal, and is not looked through', () => {
  assert.equal(saysSomethingWasDone(`余额不足${'。'.repeat(longestSentence - 4)}`), false);
  // Patterns that try every pair of words would never come to the end of this.
  assert.equal(saysSomethingWasDone('号码已'.repeat(350_000)), true);
});
