import { defineCheck } from '../define.ts';

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

export default defineCheck({
  name: 'SecretValueInDockerfile',
  buildkit: false,
  severity: 'warning',
  run(analysis, report) {
    const { source, parsed } = analysis;
    if (!MARKS.some((mark) => source.text.includes(mark))) return;
    for (const match of source.text.matchAll(TOKEN)) {
      const [text] = match;
      if (PLACEHOLDER.test(text)) continue;
      const start = source.positionAt(match.index);
      if (parsed.comments.some(({ range }) => range.start.line === start.line)) continue;
      const range = { start, end: source.positionAt(match.index + text.length) };
      report({
        range,
        message: `This looks like ${text.includes('@') ? 'an address with a password in it' : 'a secret'}; it stays in the history of the image`,
      });
    }
  },
});
