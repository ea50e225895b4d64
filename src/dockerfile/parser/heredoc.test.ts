import { describe, expect, test } from 'vitest';
import { chomp, heredocStart, heredocsOfLine } from './heredoc.ts';

describe('heredocStart', () => {
  test.each([
    ['<<EOF', { name: 'EOF', fd: 0, expand: true, chomp: false }],
    ['<<-EOF', { name: 'EOF', fd: 0, expand: true, chomp: true }],
    ['3<<EOF', { name: 'EOF', fd: 3, expand: true, chomp: false }],
    ["<<'EOF'", { name: 'EOF', fd: 0, expand: false, chomp: false }],
    ['<<-"E"OF', { name: 'EOF', fd: 0, expand: false, chomp: true }],
    ['<<a\\ b', { name: 'a b', fd: 0, expand: true, chomp: false }],
    ['<< EOF', { name: 'EOF', fd: 0, expand: true, chomp: false }],
    ["<<- 'E F'", { name: 'E F', fd: 0, expand: false, chomp: true }],
    ['<<$x', { name: '$x', fd: 0, expand: true, chomp: false }],
    ['<<${x:-y}', { name: '${x:-y}', fd: 0, expand: true, chomp: false }],
  ])('%j', (word, start) => {
    expect(heredocStart(word)).toEqual(start);
  });

  test.each(['EOF', '<<', '<<-', '<<<EOF', 'x<<EOF', '<<a<b', '<<a b', '<<""', '< <EOF'])(
    '%j is none',
    (word) => {
      expect(heredocStart(word)).toBeUndefined();
    },
  );

  test('a quote that never closes is an error in words of Docker', () => {
    expect(() => heredocStart("<<'EOF")).toThrow(
      `failed to process "'EOF": unexpected end of statement while looking for matching single-quote`,
    );
  });
});

describe('heredocsOfLine', () => {
  const names = (line: string) => heredocsOfLine(line).map(({ name }) => name);

  test.each([
    ['RUN cat <<A <<B', ['A', 'B']],
    ['RUN echo "<<A" <<B', ['B']],
    ['RUN echo \\<<A', []],
    ['RUN cat<<A', []],
    ['RUN echo $(date) <<A', ['A']],
    // Blanks may stand between `<<` and the name, not behind `<<-`: asked of Docker 28.5.2.
    ['RUN cat << A > /x', ['A']],
    ['RUN cat <<\t"A B" << C', ['A B', 'C']],
    ['RUN echo $((1 << 4))', ['4))']],
    ['RUN cat <<- A', []],
    ['RUN cat <<< A', []],
    ['RUN cat <<', []],
    ['RUN cat <<\u00a0A', []],
    // A line that the lexer cannot read announces none: it was seen to be so in Docker 28.
    ["RUN echo it's <<A", []],
    ['RUN echo ${x[@]} <<A', []],
    ['RUN echo ${x:-a b} <<A', ['A']],
  ])('%j', (line, found) => {
    expect(names(line)).toEqual(found);
  });
});

test('chomp drops tabs at the start of lines, and nothing else', () => {
  expect(chomp('\t\ta\tb\n  c\n\td')).toBe('a\tb\n  c\nd');
});
