import { describe, expect, it } from 'vitest';
import { initialState, sameState, tokenize, tokenizeLine } from './tokenize.ts';

/** `keyword:FROM image:golang:1.27 …`, blanks left out. */
const show = (text: string): string[] =>
  tokenize(text).map((line) =>
    line
      .filter((token) => token.text.trim() !== '')
      .map((token) => `${token.kind}:${token.text.trim()}`)
      .join(' '),
  );

describe('tokenize', () => {
  it('colours FROM, its flag, AS and the stage name in any case', () => {
    expect(show('from --platform=$BUILDPLATFORM golang:1.27 as Build')).toEqual([
      'keyword:from flag:--platform plain:= variable:$BUILDPLATFORM image:golang:1.27 keyword:as stage:Build',
    ]);
  });

  it('follows an instruction over its continuation lines and past comments inside', () => {
    expect(show('RUN a \\\n  # why\n  --b "c $d"\nUSER 1')).toEqual([
      'keyword:RUN plain:a escape:\\',
      'comment:# why',
      'plain:--b string:"c variable:$d string:"',
      'keyword:USER plain:1',
    ]);
  });

  it('knows heredocs, several of them, and where they end', () => {
    expect(show('COPY <<A <<-"B" /x/\nFROM\nA\n\tRUN\n\tB\nRUN x')).toEqual([
      'keyword:COPY heredoc:<<A heredoc:<<-"B" plain:/x/',
      'string:FROM',
      'heredoc:A',
      'string:RUN',
      'heredoc:B',
      'keyword:RUN plain:x',
    ]);
  });

  it('lets blanks stand before the name of a heredoc, as BuildKit does', () => {
    expect(show('RUN cat << EOF > /x\nFROM\nEOF\nRUN echo $((1 << 4))\n4\n4))\nRUN x')).toEqual([
      'keyword:RUN plain:cat heredoc:<< EOF plain:> /x',
      'string:FROM',
      'heredoc:EOF',
      'keyword:RUN plain:echo $((1 heredoc:<< 4))',
      'string:4',
      'heredoc:4))',
      'keyword:RUN plain:x',
    ]);
  });

  it('takes directives at the top only, and the escape that they set', () => {
    expect(show('# escape=`\nRUN a `\n  b\n# syntax=x')).toEqual([
      'directive:# escape=`',
      'keyword:RUN plain:a escape:`',
      'plain:b',
      'comment:# syntax=x',
    ]);
  });

  it('keeps every character of the text, whatever it is', () => {
    const hostile = 'RUN "unterminated \\\n<<EOT\n\u0000\ud800 ${x\nRUN <<EOT\n\u2028';
    expect(tokenize(hostile).map((line) => line.map((token) => token.text).join(''))).toEqual(
      hostile.split('\n'),
    );
  });

  it('says when two states are alike', () => {
    const open = tokenizeLine('RUN <<EOT', initialState).state;
    expect(sameState(open, tokenizeLine('RUN  <<EOT', initialState).state)).toBe(true);
    expect(sameState(open, initialState)).toBe(false);
  });
});
