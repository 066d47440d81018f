import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bin, build, runCli, temporaryFolder } from '../helpers/run-cli.ts';

/** The real shells, with the built program on PATH as they would find it. */

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const unless = (program: string) => ({ skip: !has(program) && `${program} is not installed` });

const folder = temporaryFolder();
const home = join(folder.path, 'home');
let id = '';
let number = '';

const env = (more: Record<string, string> = {}) => ({
  PATH: `${folder.path}:${process.env.PATH ?? ''}`,
  HOME: folder.path,
  SMSCTL_HOME: home,
  LANG: 'C.UTF-8',
  ZDOTDIR: folder.path,
  ...more,
});

const runShell = (program: string, args: readonly string[], input = '') =>
  execFileSync(program, args, { env: env(), cwd: folder.path, encoding: 'utf8', input, timeout: 60_000 });

before(() => {
  build();
  mkdirSync(home);
  writeFileSync(join(folder.path, 'smsctl'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder.path, 'my scenario.json'), '{}');
  const rented = execFileSync(join(folder.path, 'smsctl'), ['--sandbox', 'get-number', '--pid', '9001', '--json'], {
    env: env(),
    encoding: 'utf8',
  });
  const { numbers } = JSON.parse(rented) as { numbers: readonly { id: string; number: string }[] };
  id = numbers[0]?.id ?? '';
  number = numbers[0]?.number ?? '';
});
after(() => folder[Symbol.dispose]());

/** Command lines up to the cursor, and what the last word becomes; null is nothing. `ID` and `NUMBER` are filled in. */
const becomes: readonly (readonly [line: string, word: string | null])[] = [
  ['smsctl bal', 'balance'],
  ['smsctl get-number --cou', null], // --count and --country
  ['smsctl get-number --count 1 --cou', '--country'],
  ['smsctl --sandbox get-number --reque', '--request-id'],
  ['smsctl --provider=du', '--provider=durian'],
  ['smsctl balance --provider=zh', '--provider=zhima'],
  ['smsctl -p ta', 'taoma'],
  ['smsctl config pa', 'path'],
  ['smsctl config set durian.apiK', 'durian.apiKey'],
  ['smsctl help exi', 'exit-codes'],
  ['smsctl --sandbox wait-code n', 'ID'],
  ['smsctl wait-code --sandbox ', 'ID'],
  ['smsctl release --sandbox NUM', 'NUMBER'],
  ['smsctl simulate --scenario my', 'my scenario.json'],
  ['smsctl wait-code --match a:b --on-t', '--on-timeout'],
  ["smsctl get-number --request-id 'a b' --retr", '--retry-for'],
  ['smsctl xyz ab', null],
];
const filled = (text: string) => text.replace('ID', id).replace('NUMBER', number).replace('NUM', number.slice(0, 4));

/** For a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const lines = () => becomes.map(([line]) => filled(line));

describe('bash', unless('bash'), () => {
  let answers: string[][] = [];
  before(() => {
    const script = `
      source <(smsctl completion bash)
      COMP_TYPE=9 COMP_WORDBREAKS='@><=;|&(:'
      ask() {
        COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=("\${@:2}") COMP_CWORD=$(($# - 2))
        _smsctl
        printf '%s\\n' "\${COMPREPLY[@]}"
        echo ---
      }
      ${lines()
        .map((line) => `ask ${[line, ...bashWords(line)].map(quoted).join(' ')}`)
        .join('\n')}`;
    answers = runShell('bash', ['--norc', '-c', script])
      .split('---\n')
      .map((answer) => answer.trimEnd().split('\n'));
  });
  for (const [index, [line, word]] of becomes.entries()) {
    it(`${line}|`, () => {
      const [first = '', ...more] = answers[index] ?? [];
      if (word === null) return assert.ok(more.length > 0 || first === '', first);
      // What stands behind the last = is replaced, or the whole word.
      const current = filled(line).slice(filled(line).lastIndexOf(' ') + 1);
      assert.equal(`${/^.*=/.exec(current) ?? ''}${first}`, filled(word));
      return assert.deepEqual(more, []);
    });
  }

  it('shows meanings where there is a choice, and takes only values into a menu', () => {
    const list = (type: number) =>
      runShell('bash', [
        '--norc',
        '-c',
        `source <(smsctl completion bash); COMP_LINE='smsctl b' COMP_POINT=8 COMP_WORDS=(smsctl b) COMP_CWORD=1 COMP_TYPE=${type}; _smsctl; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ]);
    assert.match(list(63), /^balance {4}\(show the balance and account facts\)$/m);
    assert.equal(list(37), 'balance\nblacklist\n');
  });

  it('completes in the middle of a line, up to the cursor', () => {
    const script = `source <(smsctl completion bash); COMP_LINE='smsctl balxx --json' COMP_POINT=10 COMP_WORDS=(smsctl balxx --json) COMP_CWORD=1 COMP_TYPE=9; _smsctl; printf '%s\\n' "\${COMPREPLY[@]}"`;
    assert.equal(runShell('bash', ['--norc', '-c', script]), 'balance\n');
  });

  it('evaluates nothing that was typed', () => {
    const script = `source <(smsctl completion bash); COMP_LINE='smsctl $(touch evil) \`touch evil\` b' COMP_POINT=\${#COMP_LINE} COMP_WORDS=(smsctl '$(touch evil)' '\`touch evil\`' b) COMP_CWORD=3 COMP_TYPE=9; _smsctl; ls`;
    assert.doesNotMatch(runShell('bash', ['--norc', '-c', script]), /evil/);
  });

  it('completes at its own prompt, with values behind = as well', () => {
    const typed = 'source <(smsctl completion bash)\nsmsctl --provider=du\tconf\tpa\t\n';
    const { stdout } = spawnSync('bash', ['--norc', '-i'], { env: env(), input: typed, encoding: 'utf8' });
    assert.equal(stdout, `${join(home, 'settings.json')}\n`);
  });
});

/** Words as bash breaks them: at spaces outside of quotes, and around = and : besides. */
function bashWords(line: string): string[] {
  const words = [...line.matchAll(/'[^']*'|[=:]|[^\s=:']+/g)].map(([word]) => word);
  return line.endsWith(' ') ? [...words, ''] : words;
}

describe('zsh', unless('zsh'), () => {
  let answers: string[] = [];
  before(() => {
    // A shell at a terminal of its own, in which Tab is pressed; ^T shows the line and throws it away.
    const script = String.raw`
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1=; setopt no_beep; bindkey -e; stty cols 200; autoload -Uz compinit; compinit -u -d $PWD/dump'
      zpty -w shell 'source <(smsctl completion zsh)'
      zpty -w shell 'show() { print -r -- "<""<$BUFFER>"">"; BUFFER=; zle redisplay }; zle -N show; bindkey "^T" show'
      zpty -w shell 'print RE""ADY'
      while zpty -r shell line; do [[ $line == *READY* ]] && break; done
      for typed in "$@"; do
        zpty -n -w shell "$typed"$'\t\C-t'
        while zpty -r shell line; do [[ $line == *'<<'* ]] && { print -r -- $line; break }; done
      done
      zpty -d shell`;
    const out = runShell('zsh', ['-f', '-c', script, 'zsh', ...lines()]);
    answers = [...out.matchAll(/<<(.*?)>>/g)].map(([, line = '']) => line);
  });
  for (const [index, [line, word]] of becomes.entries()) {
    it(`${line}|`, () => {
      const start = filled(line).slice(0, filled(line).lastIndexOf(' ') + 1);
      const answer = answers[index]?.trimEnd().replaceAll('\\ ', ' ') ?? '';
      if (word === null) assert.ok(filled(line).startsWith(answer) || answer.startsWith(filled(line)), answer);
      else assert.equal(answer, `${start}${filled(word)}`);
    });
  }

  it('sets nothing beside values that need no words', () => {
    const script = String.raw`
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PS1=; setopt no_beep; bindkey -e; stty cols 200; autoload -Uz compinit; compinit -u -d $PWD/dump3'
      zpty -w shell 'source <(smsctl completion zsh)'
      zpty -w shell 'print RE""ADY'
      while zpty -r shell line; do [[ $line == *READY* ]] && break; done
      zpty -n -w shell $'smsctl wait-code --on-timeout \t\t'
      while zpty -r shell line; do print -r -- $line; [[ $line == *blacklist* ]] && break; done
      zpty -d shell`;
    const out = runShell('zsh', ['-f', '-c', script]);
    assert.match(out, /blacklist +release +keep/);
    assert.doesNotMatch(out, /keep +--/);
  });

  it('is loaded from $fpath as well', () => {
    mkdirSync(join(folder.path, 'functions'));
    const script =
      'smsctl completion zsh > functions/_smsctl; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -d $PWD/dump2; print $_comps[smsctl]';
    assert.equal(runShell('zsh', ['-f', '-c', script]), '_smsctl\n');
  });
});

describe('fish', unless('fish'), () => {
  let answers: string[][] = [];
  before(() => {
    const script = 'smsctl completion fish | source; for line in $argv; complete -C $line; echo ---; end';
    answers = runShell('fish', ['--no-config', '-c', script, ...lines()])
      .split('---\n')
      .map((answer) => answer.split('\n').filter((one) => one !== ''));
  });
  for (const [index, [line, word]] of becomes.entries()) {
    it(`${line}|`, () => {
      const words = (answers[index] ?? []).map((one) => one.split('\t')[0]);
      if (word === null) assert.notEqual(words.length, 1);
      else assert.ok(words.includes(filled(word)), words.join());
    });
  }

  it('shows what a value means', () => {
    const index = becomes.findIndex(([line]) => line === 'smsctl --sandbox wait-code n');
    assert.deepEqual(answers[index], [`${id}\t${number}, held, durian 9001`]);
  });
});

describe('PowerShell', () => {
  it('gets a script that asks for the words up to the cursor and takes values with their meanings', async () => {
    const { stdout } = await runCli(['completion', 'pwsh']);
    assert.match(stdout, /^Register-ArgumentCompleter -Native -CommandName smsctl -ScriptBlock \{$/m);
    assert.match(stdout, /& smsctl complete @options '--' @words/);
    assert.match(stdout, /-split "`t", 2/);
    assert.equal(stdout.split('{').length, stdout.split('}').length);
    assert.equal(stdout.split('(').length, stdout.split(')').length);
  });

  it('says by --next that a new word begins, because it cannot hand over an empty one', async () => {
    const { stdout } = await runCli(['complete', '--next', '--', 'config']);
    assert.match(stdout, /^values\nget\t/);
    assert.equal((await runCli(['complete', '--', 'config', ''])).stdout, stdout);
  });

  it('completes', unless('pwsh'), () => {
    const script =
      "smsctl completion pwsh | Out-String | Invoke-Expression; (TabExpansion2 'smsctl bal' 10).CompletionMatches.CompletionText";
    assert.equal(runShell('pwsh', ['-NoProfile', '-Command', script]).trim(), 'balance');
  });
});
