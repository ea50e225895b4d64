/** Shapes that no ordinary word has: tokens of well-known services, private keys, a password inside an address. */
const TOKEN = new RegExp(
  [
    String.raw`\bgh[pousr]_[A-Za-z0-9]{36}\b`,
    String.raw`\bgithub_pat_[A-Za-z0-9_]{22,255}`,
    String.raw`\bglpat-[A-Za-z0-9_-]{20}`,
    String.raw`\bnpm_[A-Za-z0-9]{36}\b`,
    String.raw`\bAKIA[0-9A-Z]{16}\b`,
    String.raw`\bxox[abpr]-[A-Za-z0-9-]{20,255}`,
    String.raw`\bsk_live_[A-Za-z0-9]{20,255}`,
    '-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----',
    String.raw`\bhttps?://[^\s/:@$"'{}<>*]{1,100}:[^\s/:@$"'{}<>*]{6,200}@`,
  ].join('|'),
  'g',
);
const PLACEHOLDER = /example|password|passwd|changeme|secret@|token@|xxxx|your[-_]|dummy/i;

/** Each of the shapes above has one of these in it: looking for them takes less time. */
const MARKS = ['gh', 'glpat-', 'npm_', 'AKIA', 'xox', 'sk_live_', 'PRIVATE KEY', '://'];

/** One value that looks like a secret. */
export interface SecretValue {
  /** Offset in UTF-16 units. */
  readonly index: number;
  readonly text: string;
}

/** Values in a text that look like a secret and not like an example of one, in order. Linear in its length. */
export function secretValues(text: string): SecretValue[] {
  if (!MARKS.some((mark) => text.includes(mark))) return [];
  return [...text.matchAll(TOKEN)]
    .map((match) => ({ index: match.index, text: match[0] }))
    .filter((value) => !PLACEHOLDER.test(value.text));
}
