import { checkDigest } from '../reference.ts';

/** What a value of an instruction may be, once its variables are known: problems in BuildKit's words. */

const SIGNALS = new Set(
  'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(
    ' ',
  ),
);
const REALTIME = /^RT(?:MIN\+([1-9]|1[0-5])|MAX-([1-9]|1[0-4]))$/;
const MODE_CLAUSE = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+$/;
const GIT = /^(?:git:\/\/|git@|ssh:\/\/)|^(?:https?:\/\/)[^?#]*\.git(?:[#?].*)?$/;

/** STOPSIGNAL: a number but 0, or a name with or without SIG. */
export function checkSignal(text: string): string | undefined {
  if (/^[+-]?[0-9]+$/.test(text)) return Number(text) === 0 ? `invalid signal: ${text}` : undefined;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return SIGNALS.has(name) || REALTIME.test(name) ? undefined : `invalid signal: ${text}`;
}

/** `--chmod`: octal up to 07777, or symbolic (`u+x,g=r`). */
export function checkMode(text: string): string | undefined {
  const octal = `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`;
  if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8) > 0o7777 ? octal : undefined;
  if (/^[0-9]/.test(text)) return octal;
  return text.split(',').every((clause) => MODE_CLAUSE.test(clause)) ? undefined : 'invalid syntax';
}

/** Whether ADD takes the source from a git repository. */
export function isGitSource(source: string): boolean {
  return GIT.test(source);
}

/** Whether ADD downloads the source. */
export function isHttpSource(source: string): boolean {
  return /^https?:\/\//.test(source) && !isGitSource(source);
}

/** `ADD --checksum` with the sources it stands beside. */
export function checkChecksum(checksum: string, sources: readonly string[]): string | undefined {
  if (sources.length !== 1) return "checksum can't be specified for multiple sources";
  const source = sources[0] as string;
  if (isGitSource(source)) return undefined;
  return isHttpSource(source) ? checkDigest(checksum) : 'checksum requires HTTP(S) or Git sources';
}
