import type { Dice } from './dice.ts';
import { copyTree, isMembers, type Members, members, raw, type Tree } from './tree.ts';
import { anyOdd, names, spellNumber, spellText } from './values.ts';

/** Changes one thing about a body that leaves it JSON: a member goes, comes, stands twice, has another name or kind. */
export function damageTree(tree: Tree, dice: Dice): Tree {
  const places = containersIn(tree);
  const place = places.length === 0 ? null : dice.pick(places);
  if (place === null || dice.chance(0.04)) return wrap(tree, dice);
  if (isMembers(place)) damageMembers(place, dice);
  else damageList(place, dice);
  return tree;
}

type Container = Members | Tree[];

function containersIn(tree: Tree): Container[] {
  if (typeof tree === 'string') return [];
  if (Array.isArray(tree)) return [tree, ...tree.flatMap(containersIn)];
  return isMembers(tree) ? [tree, ...tree.members.flatMap(([, one]) => containersIn(one))] : [];
}

function damageMembers({ members: all }: Members, dice: Dice): void {
  const at = dice.int(Math.max(1, all.length));
  const member = all[at];
  const add = (name: string, tree: Tree) => void all.splice(dice.int(all.length + 1), 0, [name, tree]);
  switch (dice.int(9)) {
    case 0:
      all.splice(at, 1);
      return;
    case 1:
      add(dice.pick(names), anyTree(dice));
      return;
    case 2:
      if (member !== undefined) all[at] = [rename(member[0], dice), member[1]];
      return;
    case 3:
      // The same name twice, saying the same or something else.
      if (member !== undefined) add(member[0], dice.chance(0.3) ? copyTree(member[1]) : anyTree(dice));
      return;
    case 4:
      add('__proto__', members(['code', raw('200')], ['state', raw('true')], ['polluted', raw('true')]));
      return;
    case 5:
      if (member !== undefined) all[at] = [member[0], retype(member[1], dice)];
      return;
    case 6:
      all.sort(() => dice.next() - 0.5);
      return;
    default:
      if (member !== undefined) all[at] = [member[0], anyTree(dice)];
  }
}

function damageList(list: Tree[], dice: Dice): void {
  const at = dice.int(Math.max(1, list.length));
  const item = list[at];
  switch (dice.int(6)) {
    case 0:
      list.splice(at, 1);
      return;
    case 1:
      list.splice(at, 0, anyTree(dice));
      return;
    case 2:
      if (item !== undefined) list.splice(at, 0, copyTree(item));
      return;
    case 3:
      if (item !== undefined) list[at] = retype(item, dice);
      return;
    case 4:
      list.reverse();
      return;
    default:
      if (item !== undefined) list[at] = anyTree(dice);
  }
}

const anyTree = (dice: Dice): Tree =>
  dice.chance(0.7) ? copyTree(anyOdd(dice)) : dice.chance(0.5) ? spellNumber(dice) : spellText(dice);

function rename(name: string, dice: Dice): string {
  return dice.pick([name.toUpperCase(), `${name}s`, ` ${name}`, name.slice(1), `${name}\u200b`, dice.pick(names)]);
}

/** The same in another kind: a number as a text and the reverse, a value in a list, a list as its first. */
function retype(tree: Tree, dice: Dice): Tree {
  if (typeof tree === 'string') {
    const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(tree);
    return dice.pick<Tree>([
      isNumber ? raw(tree) : [tree],
      [tree],
      members(['0', tree]),
      raw('null'),
      `${tree} `,
      [[tree]],
    ]);
  }
  if (Array.isArray(tree)) {
    const texts = tree.filter((one) => typeof one === 'string');
    return dice.pick<Tree>([texts.join(','), texts.join('，'), tree[0] ?? '', [tree], members(['0', [...tree]])]);
  }
  if (isMembers(tree)) return dice.pick<Tree>([[tree], '', tree.members.map(([, one]) => one), raw('true')]);
  return dice.pick<Tree>([
    tree.raw,
    [tree],
    ` ${tree.raw}`,
    raw(`${tree.raw}0`),
    raw('null'),
    members(['value', tree]),
  ]);
}

function wrap(tree: Tree, dice: Dice): Tree {
  return dice.pick<Tree>([
    [tree],
    [tree, copyTree(tree)],
    members(['data', tree]),
    members(['result', tree]),
    members(['', tree]),
  ]);
}
