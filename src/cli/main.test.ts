import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { wantsColour } from './terminal.ts';
import { demo, EXERCISE, stagecraft, withFolder } from './testing.ts';

const SOLUTION = EXERCISE['solutions/one.Dockerfile'] ?? '';
const yaml = EXERCISE['exercise.yaml'] ?? '';

describe('grade', () => {
  it('gives 0 for a right answer and 1 for a wrong one', async () => {
    await withFolder(demo(), async (directory) => {
      const right = await stagecraft(['grade', './demo', 'demo/solutions/one.Dockerfile'], { directory });
      expect(right).toMatchObject({ code: 0, err: '' });
      expect(right.out).toContain('2 of 2 goals are met.');
      const wrong = await stagecraft(['grade', './demo', '-'], { directory, stdin: 'FROM golang:1.27\n' });
      expect(wrong).toMatchObject({ code: 1, err: '' });
      expect(wrong.out).toContain('standard input:1:6');
      expect(wrong.out).toContain('  1 | FROM golang:1.27\n');
      expect(wrong.out).toContain('        |      ^^^^^^^^^^^\n');
    });
  });

  it('prints the documented JSON', async () => {
    await withFolder(demo(), async (directory) => {
      const { code, out } = await stagecraft(['grade', './demo', '-', '--json'], {
        directory,
        stdin: 'FROM debian\n',
      });
      expect(code).toBe(1);
      const answer = JSON.parse(out);
      expect(answer).toMatchObject({ version: 1, exercise: 'demo', dockerfile: '-', met: false });
      expect(answer.goals[1]).toMatchObject({
        id: 'small',
        title: 'End on alpine',
        status: 'unmet',
        diagnostics: [
          { rule: 'Goal', range: { start: { line: 1, column: 6 }, end: { line: 1, column: 12 } } },
        ],
      });
      expect(Object.keys(answer)).toEqual(['version', 'exercise', 'dockerfile', 'met', 'goals', 'problems']);
    });
  });

  it('gives 1 for what Docker would not build, though all goals are met', async () => {
    await withFolder(demo(), async (directory) => {
      const { code, out } = await stagecraft(['grade', './demo', '-'], {
        directory,
        stdin: `${SOLUTION}COPY a\n`,
      });
      expect(code).toBe(1);
      expect(out).toContain('Docker would stop');
    });
  });

  it('finds the exercises of the repository by id', async () => {
    const { code } = await stagecraft(['grade', 'first-split', '-'], { stdin: 'FROM golang:1.27\n' });
    expect(code).toBe(1);
  });

  it.each([
    ['no arguments', ['grade'], 'Usage: stagecraft grade'],
    ['an unknown exercise', ['grade', 'first-splt', '-'], 'did you mean "first-split"'],
    ['a missing file', ['grade', './demo', 'demo/start.Dockerfil'], 'Did you mean demo/start.Dockerfile?'],
    ['a folder', ['grade', './demo', 'demo'], 'demo is a folder'],
    ['a binary', ['grade', './demo', 'demo/context/logo.bin'], 'is not a text'],
    ['an unknown option', ['grade', './demo', '-', '--jsno'], 'did you mean --json'],
  ])('gives 2 for %s', async (_, args, words) => {
    await withFolder(demo({ 'context/logo.bin': new Uint8Array([0, 1, 2]) }), async (directory) => {
      const { code, err } = await stagecraft(args, { directory });
      expect(code).toBe(2);
      expect(err).toContain(words);
    });
  });

  it('suggests a file for a file, and no folder', async () => {
    await withFolder(demo({}), async (directory) => {
      // Folders of nearly these names are there.
      for (const path of ['demoo', 'demo/contex']) {
        const { code, err } = await stagecraft(['grade', './demo', path], { directory });
        expect(code).toBe(2);
        expect(err).toContain(`There is no file ${path}.`);
        expect(err).not.toContain('Did you mean');
      }
    });
  });

  it('says what is wrong with a broken exercise', async () => {
    await withFolder(
      demo({ 'exercise.yaml': yaml.replace('titel', 'x').replace('title: Demo', 'titel: Demo') }),
      async (directory) => {
        const { code, err } = await stagecraft(['grade', './demo', '-'], { directory });
        expect(code).toBe(2);
        expect(err).toContain('exercise.yaml:2: titel: The key "titel" is unknown (did you mean "title"?).');
      },
    );
  });

  it('prints no control characters of the file', async () => {
    await withFolder(demo(), async (directory) => {
      const { out } = await stagecraft(['grade', './demo', '-'], {
        directory,
        stdin: 'FROM a\u001b[31m\u0007\n',
      });
      expect(out).not.toContain('\u001b');
      expect(out).not.toContain('\u0007');
    });
  });
});

describe('check', () => {
  it('says what stops a build, where and in Docker’s words', async () => {
    const { code, out } = await stagecraft(['check', '-'], { stdin: 'FROM alpine:3.24\nCOPY a\n' });
    expect(code).toBe(1);
    expect(out).toContain('standard input:2:');
    expect(out).toContain('COPY requires at least two arguments');
  });
  it('gives 0 for a file in which nothing is found', async () => {
    const stdin = 'FROM alpine:3.24\nUSER nobody\nCMD ["true"]\n';
    expect(await stagecraft(['check', '-'], { stdin })).toMatchObject({ code: 0, out: 'Nothing found.\n' });
  });
  it('fails only on what is as severe as --fail-on says, and prints everything', async () => {
    const asRoot = 'FROM alpine:3.24\nCMD ["true"]\n';
    const shellForm = 'FROM alpine:3.24\nUSER 1000\nCMD true\n';
    const codes = async (stdin: string, severity: string): Promise<number> => {
      const { code, out } = await stagecraft(['check', '-', '--fail-on', severity], { stdin });
      expect(out).toContain('1 found.');
      return code;
    };
    expect([await codes(asRoot, 'info'), await codes(asRoot, 'warning')]).toEqual([1, 0]);
    expect([await codes(shellForm, 'warning'), await codes(shellForm, 'error')]).toEqual([1, 0]);
    const { code, err } = await stagecraft(['check', '-', '--fail-on', 'all'], { stdin: asRoot });
    expect(code).toBe(2);
    expect(err).toContain('--fail-on takes error, warning or info, not "all"');
  });
});

describe('verify', () => {
  it('proves an exercise, alone or among others', async () => {
    await withFolder(demo(), async (directory) => {
      expect(await stagecraft(['verify', 'demo'], { directory })).toMatchObject({ code: 0, err: '' });
      const { code, out } = await stagecraft(['verify', '.', '--json'], { directory });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({
        version: 1,
        ok: true,
        exercises: [{ id: 'demo', ok: true, failures: [] }],
      });
    });
  });

  it.each([
    [
      'a start that is done',
      { 'start.Dockerfile': SOLUTION },
      'demo/start.Dockerfile: The start leaves no goal unmet',
    ],
    [
      'a wrong solution',
      { 'solutions/two.Dockerfile': 'FROM alpine\n' },
      'demo/solutions/two.Dockerfile: The goal "split" is not met',
    ],
    [
      'a solution that does not build',
      { 'solutions/two.Dockerfile': `${SOLUTION}COPY a\n` },
      'two.Dockerfile: Docker stops at line 4',
    ],
    [
      'a mistake that is none',
      { 'mistakes/alone.Dockerfile': SOLUTION },
      'alone.Dockerfile: The goal "split" should be unmet; it is met',
    ],
    [
      'a mistake that does more',
      { 'mistakes/debian.Dockerfile': 'FROM debian\n' },
      'The goal "split" is unmet, but exercise.yaml does not name it',
    ],
    [
      'a hint that tells',
      { 'exercise.yaml': yaml.replace('Think of stages.', 'Write from  ALPINE:3.24!') },
      'Hint 1 of goal "split" holds a line',
    ],
    [
      'a broken file',
      { 'exercise.yaml': yaml.replace('title: Demo', 'titel: Demo') },
      'demo/exercise.yaml:2: titel: The key "titel" is unknown',
    ],
  ])('does not prove %s', async (_, changes, words) => {
    await withFolder(demo(changes), async (directory) => {
      const { code, out } = await stagecraft(['verify', 'demo'], { directory });
      expect(out).toContain(words);
      expect(code).toBe(1);
    });
  });

  it('gives 2 where there is nothing to prove', async () => {
    await withFolder({ 'notes.txt': '' }, async (directory) => {
      expect(await stagecraft(['verify', '.'], { directory })).toMatchObject({ code: 2 });
      expect(await stagecraft(['verify', 'nowhere'], { directory })).toMatchObject({ code: 2 });
      expect(await stagecraft(['verify', 'notes.txt'], { directory })).toMatchObject({ code: 2 });
    });
  });
});

describe('inspect', () => {
  it('prints one JSON line a file, and goes on behind one that is missing', async () => {
    await withFolder(demo(), async (directory) => {
      const files = ['demo/start.Dockerfile', 'demo/nothing', '-'];
      const { code, out, err } = await stagecraft(['inspect', '--json', ...files], {
        directory,
        stdin: 'FROM\n',
      });
      const lines = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ file }) => file)).toEqual(['demo/start.Dockerfile', '-']);
      expect(lines[0].parse.instructions[0]).toMatchObject({ keyword: 'FROM', start: 1, end: 1 });
      expect(lines[1].instructionError).toBeTruthy();
      expect(err).toContain('There is no file demo/nothing.');
      expect(code).toBe(2);
    });
  });
});

describe('main', () => {
  it('helps', async () => {
    for (const args of [['--help'], ['-h'], ['help'], ['help', 'grade'], ['grade', '--help']]) {
      expect(await stagecraft(args)).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringContaining('grade <exercise>'),
      });
    }
    expect(await stagecraft([])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('grade <exercise>'),
    });
  });
  it.each(['gard', 'constructor', '__proto__', ''])('does not know %j', async (name) => {
    const { code, err } = await stagecraft([name]);
    expect(code).toBe(2);
    expect(err).toContain('There is no command');
  });
  it('suggests the nearest command', async () => {
    expect((await stagecraft(['verfy'])).err).toContain('did you mean "verify"?');
  });
});

describe('colours', () => {
  it('are for a terminal, unless somebody asks for none', async () => {
    expect(wantsColour({}, true)).toBe(true);
    expect(wantsColour({}, false)).toBe(false);
    expect(wantsColour({ NO_COLOR: '1' }, true)).toBe(false);
    expect(wantsColour({ NO_COLOR: '' }, true)).toBe(true);
    expect(wantsColour({ TERM: 'dumb' }, true)).toBe(false);
    const stdin = 'FROM alpine\n';
    expect((await stagecraft(['grade', 'first-split', '-'], { stdin, colour: true })).out).toContain(
      '\u001b[',
    );
  });
});

describe('bin/stagecraft.mjs', () => {
  const bin = fileURLToPath(new URL('../../bin/stagecraft.mjs', import.meta.url));
  it('runs the command, with exit code and standard input', () => {
    const ran = spawnSync(process.execPath, [bin, 'grade', 'first-split', '-'], {
      input: 'FROM golang:1.27\n',
      encoding: 'utf8',
    });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(1);
    expect(ran.stdout).not.toContain('\u001b');
  });
  it('says what to do where dependencies are missing', async () => {
    const { readFileSync } = await import('node:fs');
    await withFolder({ 'bin/stagecraft.mjs': readFileSync(bin, 'utf8') }, (folder) => {
      const ran = spawnSync(process.execPath, [join(folder, 'bin/stagecraft.mjs'), 'verify'], {
        encoding: 'utf8',
      });
      expect(ran.status).toBe(2);
      expect(ran.stderr).toContain('npm ci');
    });
  });
});
