import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScript } from './script.ts';

/** Every command as its words, joined by a blank, with the operator before it. */
const commands = (text: string) =>
  parseScript(text).commands.map((c) => `${c.operator} ${c.words.map((w) => w.text).join(' ')}`.trim());

describe('parseScript', () => {
  it.each<[string, string[]]>([
    ['apt-get update && apt-get install -y curl', ['apt-get update', '&& apt-get install -y curl']],
    ['a; b | c & d || e', ['a', '; b', '| c', '& d', '|| e']],
    ['echo \'a && b\' "c; d" e\\ f', ['echo a && b c; d e f']],
    ['echo "say \\"hi\\" for \\$5"', ['echo say "hi" for $5']],
    ['(cd /src && make)', ['cd /src', '&& make']],
    ['if [ -f a ]; then cp a b; else touch b; fi', ['[ -f a ]', '; cp a b', '; touch b']],
    ['a # a comment && b\nc', ['a', '; c']],
    ['echo a#b', ['echo a#b']],
    ['make \\\n  all', ['make all']],
    ['echo $(date; id) `id` x', ['echo $(date; id) `id` x']],
    ['cat <<EOF > /f\na && b\nEOF\nnext', ['cat', '; next']],
    ['cmd > out 2>&1', ['cmd']],
    ['CGO_ENABLED=0 GOOS=linux go build', ['go build']],
    ['', []],
    ['   \n ; ', []],
  ])('finds the commands of %j', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });

  it('knows which words are literal', () => {
    const words = parseScript(`rm -rf /a/* '$x' "$x" "a b" ~/x`).commands[0]?.words ?? [];
    expect(words.map((w) => [w.text, w.literal])).toEqual([
      ['rm', true],
      ['-rf', true],
      ['/a/*', false],
      ['$x', true],
      ['$x', false],
      ['a b', true],
      ['~/x', false],
    ]);
  });

  it('finds variables outside single quotes, and those with a default', () => {
    const script = parseScript(`echo $A '$B' "\${C:-x}$D" \\$E $(cat $F) $1 $$ \${G}`);
    expect(script.variables.map((v) => [v.name, v.hasDefault])).toEqual([
      ['A', false],
      ['C', true],
      ['D', false],
      ['F', false],
      ['G', false],
    ]);
    for (const v of script.variables) expect(script.text.slice(v.start, v.end)).toContain(v.name);
  });

  it('knows what the script sets itself', () => {
    const script = parseScript('A=1; export B=2 C; for D in x y; do echo $D; done; read E; F=1 cmd');
    expect([...script.assigned].sort()).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D', 'E', 'F']));
  });

  it('keeps the redirects with their files', () => {
    const [command] = parseScript('echo x >> /etc/hosts 2> "/tmp/a b"').commands;
    expect(command?.redirects.map((r) => [r.operator, r.target.text])).toEqual([
      ['>>', '/etc/hosts'],
      ['>', '/tmp/a b'],
    ]);
  });

  it.each([
    'case $x in a) b;; esac',
    'f() { rm -rf /; }',
    "echo 'open",
    'echo "open',
    'eval "$x"',
    'echo $(open',
    '(a',
  ])('says that it does not follow %j', (text) => expect(parseScript(text).understood).toBe(false));

  it.each(['a && b', 'for x in 1 2; do echo $x; done', 'a || (b; c)'])('follows %j', (text) =>
    expect(parseScript(text).understood).toBe(true),
  );

  it('reads anything without an exception, with every word inside the text', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '"',
      "'",
      '\\',
      '$',
      '(',
      ')',
      '{',
      '}',
      '`',
      '&',
      '|',
      ';',
      '\n',
      '<',
      '>',
      '#',
      'EOF',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const command of parseScript(text).commands) {
          for (const word of [...command.words, ...command.assignments]) {
            expect(word.start).toBeLessThanOrEqual(word.end);
            expect(word.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it('is not brought down by deep nesting', () => {
    expect(parseScript('$('.repeat(50_000)).understood).toBe(false);
    expect(parseScript('"$(echo '.repeat(20_000)).understood).toBe(false);
  });
});
