/** Colours for a `.dockerignore`. */
import { escapeHtml } from '../colours.ts';

/** One string of HTML a line, without line ends. Linear in the text's length. */
export function colourIgnoreLines(text: string): string[] {
  return text.split('\n').map((line) => {
    if (line.startsWith('#')) return span('comment', line);
    const [, lead = '', not = '', rest = ''] = /^(\s*)(!?)(.*)$/s.exec(line) ?? [];
    const parts = rest.split(/(\*+|\?|\[[^\]\s]*\]?|\\.)/);
    const pattern = parts
      .map((part, at) => {
        if (at % 2 === 0) return escapeHtml(part);
        return span(part.startsWith('\\') ? 'escape' : 'variable', part);
      })
      .join('');
    return lead + (not === '' ? '' : span('keyword', not)) + pattern;
  });
}

function span(kind: string, text: string): string {
  return `<span class="tok-${kind}">${escapeHtml(text)}</span>`;
}
