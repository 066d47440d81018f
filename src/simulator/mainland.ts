import type { Operator } from '../providers/simulated.ts';

/** The first three digits of the networks' mobile numbers, by the numbering plan of mainland China. */
const beginnings: Readonly<Record<Operator, readonly string[]>> = {
  mobile: '138 159 188 135 150 187 147 178 198 139 152 183 134 136 137 151 157 158 172 182 184 195 197'.split(' '),
  unicom: '186 130 155 176 131 166 145 156 185 132 175 196 171'.split(' '),
  telecom: '133 189 153 180 199 177 181 191 193 190 173 149'.split(' '),
};

/** So many beginnings of each network are made numbers with; all of them are known. */
const used = 11;

const operators = Object.keys(beginnings) as readonly Operator[];

/** One network after the other, so that a short stock has numbers of all; `#` is any digit. */
export const mainlandTemplates: readonly string[] = Array.from({ length: used }).flatMap((_, turn) =>
  operators.map((operator) => `86${beginnings[operator][turn]}########`),
);

/** Dialling codes of large cities, which platforms know areas by. */
export const mainlandAreas: readonly string[] = ['010', '021', '020', '0755', '0571', '028', '023', '027'];

/** The network of a mainland number in E.164, or null. */
export function operatorOf(number: string): Operator | null {
  const beginning = /^\+86(1\d{2})\d{8}$/.exec(number)?.[1];
  return operators.find((operator) => beginnings[operator].includes(beginning ?? '')) ?? null;
}

/** The area of a mainland number in E.164, or null: like in the real plan, the fourth to seventh digits decide. */
export function areaOf(number: string): string | null {
  const block = /^\+861\d{2}(\d{4})\d{4}$/.exec(number)?.[1];
  return block === undefined ? null : (mainlandAreas[Number(block) % mainlandAreas.length] ?? null);
}
