import { defineCheck } from '../define.ts';
import { stepsWith } from '../walk.ts';

/** A part of every word below. */
const SUSPICIOUS = /key|auth|credential|password|pword|passwd|secret|token/i;
const SECRET = new Set([
  'apikey',
  'auth',
  'credential',
  'credentials',
  'key',
  'password',
  'pword',
  'passwd',
  'secret',
  'token',
]);
/** Words that say that the variable holds no secret: a public key, the name of a file, a version. */
const HARMLESS = new Set(['public', 'file', 'version']);

export default defineCheck({
  name: 'SecretsUsedInArgOrEnv',
  buildkit: true,
  severity: 'warning',
  keywords: ['ARG', 'ENV'],
  run(analysis, report) {
    for (const keyword of ['ARG', 'ENV'] as const) {
      for (const { step } of stepsWith(analysis, keyword)) {
        const { expanded: instruction } = step;
        const { lines } = instruction;
        const keys = instruction.keyword === 'ARG' ? instruction.args : instruction.pairs;
        for (const { key } of keys) {
          if (!SUSPICIOUS.test(key.text) || !isSecret(key.text)) continue;
          const message = `Do not use ARG or ENV instructions for sensitive data (${keyword} "${key.text}")`;
          report({ range: key.range, message, lines: [lines] });
        }
      }
    }
  },
});

/** Whether one of the words that `_` separates speaks of a secret, and none of something harmless. */
function isSecret(name: string): boolean {
  const words = name.toLowerCase().split('_');
  return words.some((word) => SECRET.has(word)) && !words.some((word) => HARMLESS.has(word));
}
