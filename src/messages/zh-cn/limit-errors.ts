import type { ErrorTexts, Fill } from '../error-texts.ts';
import { zhCnDuration } from './words.ts';

export const zhCnLimitErrors: Pick<ErrorTexts, Extract<keyof ErrorTexts, `limit.${string}`>> = {
  'limit.maxHeld': (fill) => ({
    message: `你设的 maxHeld 上限是 ${fill('limit')}${place(fill)}：已占用 ${fill('used')} 个，又要 ${fill('asked')} 个。`,
    hint: anyOf([fewer(fill), free(fill), wait(fill), change('调高上限', fill)]),
  }),
  'limit.maxPerDay': (fill) => ({
    message: `你设的 maxPerDay 上限是 ${fill('limit')}${place(fill)}：24 小时内已取 ${fill('used')} 个，又要 ${fill('asked')} 个。`,
    hint: anyOf([fewer(fill), wait(fill), change('调高上限', fill)]),
  }),
  'limit.minBalance': (fill) => ({
    message: `你设的 minBalance 下限是 ${fill('limit')}${place(fill)}：当前余额 ${fill('balance')}，要 ${fill('asked')} 个${others(fill)}。`,
    hint: anyOf([fewer(fill), again(fill), '在平台网页后台充值', change('调低下限', fill)]),
  }),
};

function place(fill: Fill): string {
  if (fill('source') === 'environment') return `（来自 ${fill('origin')}）`;
  if (fill('source') === 'default') return '（默认值）';
  return fill('key') === '' ? '' : `（设置项 ${fill('key')}）`;
}

const fewer = (fill: Fill) => (fill('room') === '' ? '' : `最多要 ${fill('room')} 个（--count ${fill('room')}）`);

function free(fill: Fill): string {
  if (fill('free') === '') return '';
  const wait = fill('waitCode') === '' ? '' : `，等待其验证码（${fill('waitCode')}）`;
  return `释放其中 ${fill('need')} 个（${fill('free')}）${wait}`;
}

const wait = (fill: Fill) => (fill('roomIn') === '' ? '' : `等待 ${zhCnDuration(Number(fill('roomIn')))}`);

const again = (fill: Fill) => (fill('isOthers') === '' ? '' : '等其他取号请求结束后再试');

const others = (fill: Fill) => (['', '0'].includes(fill('used')) ? '' : `，另有 ${fill('used')} 个正在请求中`);

const change = (how: string, fill: Fill) => (fill('change') === '' ? '' : `${how}：${fill('change')}`);

function anyOf(ways: readonly string[]): string | null {
  const all = ways.filter((way) => way !== '');
  const last = all.pop();
  if (last === undefined) return null;
  return all.length === 0 ? last : `${all.join('，')}，或${last}`;
}
