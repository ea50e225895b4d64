/** Scripts without an end, and files without measure: every build comes to an end, and the next one works. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { build, createContext } from './index.ts';

async function run(script: string, from = 'alpine:3.24') {
  const analysis = analyze(`FROM ${from}\nRUN ${script}\n`, { lookupImage });
  const result = await build(analysis, { context: createContext([]) });
  const step = result.stages[0]?.steps[0];
  return { ok: result.ok, certainty: step?.certainty, why: step?.why };
}

describe('what has no end is not followed, and not called wrong', () => {
  test.each([
    ['an endless loop', 'while true; do echo x; done'],
    ['an endless loop without a word', 'while :; do :; done'],
    ['a fork bomb', 'bomb() { bomb | bomb & }; bomb'],
    ['a script that calls itself', 'printf "#!/bin/sh\\n/s.sh\\n" > /s.sh && chmod +x /s.sh && /s.sh'],
    ['a text that doubles', 'x=aaaaaaaa; while true; do x=$x$x; done'],
    ['a file that doubles', 'echo aaaaaaaa > /a; while true; do cat /a /a > /b; mv /b /a; done'],
    ['a billion numbers', 'seq 1 1000000000'],
    ['a billion blanks', 'printf %1000000000d 1'],
    ['awk without an end', "awk 'BEGIN{while(1);}'"],
    [
      'awk that searches a text that doubles',
      'awk \'BEGIN{x="ab"; while(1) {if (length(x) < 1e6) x = x x; if (x ~ /(a|b)*c/) print}}\'',
    ],
    ['sed that searches for a pattern of many ways', "seq -s a 90000 | sed -E ':x; s/((a|[0-9])*)*z//; bx'"],
    ['sed without an end', "echo a | sed ':a;ba'"],
    ['eval without an end', 'f() { eval "f; f"; }; f'],
  ])('%s', async (_, script) => {
    const { ok, certainty, why } = await run(script);
    expect({ ok, certainty }).toEqual({ ok: true, certainty: 'unknown' });
    expect(why).toContain('the script runs longer than is followed here');
    // Whatever it was, the next build is as good as ever.
    expect(await run('echo hi > /hi')).toMatchObject({ ok: true, certainty: 'known' });
  });

  test('brackets in brackets in brackets', async () => {
    expect((await run(`${'('.repeat(3000)}true${')'.repeat(3000)}`)).certainty).toBe('unknown');
  });

  test('sleep takes no time', async () => {
    expect(await run('sleep 100000')).toMatchObject({ ok: true });
  });
});

test('ten thousand files of the context', async () => {
  const files = Array.from({ length: 10_000 }, (_, at) => ({
    path: `d${at % 100}/f${at}`,
    content: `${at}`,
  }));
  const result = await build(analyze('FROM scratch\nCOPY . /\n'), { context: createContext(files) });
  expect(result.image?.layers[0]?.changes.filter(({ entry }) => entry?.type === 'file')).toHaveLength(10_000);
});

test('more stages than anybody writes are a clear error', async () => {
  const text = Array.from({ length: 600 }, (_, at) => `FROM scratch AS s${at}`).join('\n');
  const result = await build(analyze(text), { context: createContext([]) });
  expect(result.error?.message).toBe('600 stages are more than are built here (500)');
});
