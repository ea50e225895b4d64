import { type TokenKind, tokenize } from './tokenize.ts';

/** Escapes text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Class of a token's `<span>`; plain text has none. */
export function tokenClass(kind: TokenKind): string {
  return kind === 'plain' ? '' : `tok-${kind}`;
}

/** A Dockerfile as HTML, one string a line, without line ends. */
export function colourLines(text: string): string[] {
  return tokenize(text).map((line) =>
    line
      .map((token) => {
        const name = tokenClass(token.kind);
        const content = escapeHtml(token.text);
        return name === '' ? content : `<span class="${name}">${content}</span>`;
      })
      .join(''),
  );
}
