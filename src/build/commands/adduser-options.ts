/** The options of Debian's adduser and its kin: short ones are beginnings of long names. */
import { type Options, readOptions } from './support/options.ts';
import { failed, type ToolCall, type ToolResult } from './types.ts';

const LONG: Readonly<Record<string, string>> = {
  uid: 'uid',
  firstuid: 'firstuid',
  lastuid: 'lastuid',
  gid: 'gid',
  firstgid: 'firstgid',
  lastgid: 'lastgid',
  ingroup: 'ingroup',
  group: 'group',
  system: 'system',
  shell: 'shell',
  home: 'home',
  gecos: 'comment',
  comment: 'comment',
  'no-create-home': 'no-create-home',
  'disabled-password': 'disabled-password',
  'disabled-login': 'disabled-login',
  'add-extra-groups': 'add-extra-groups',
  add_extra_groups: 'add-extra-groups',
  'allow-bad-names': 'allow-bad-names',
  'force-badname': 'allow-bad-names',
  'allow-all-names': 'allow-all-names',
  conf: 'conf',
  quiet: 'quiet',
  verbose: 'verbose',
  debug: 'debug',
  stdoutmsglevel: 'stdoutmsglevel',
  stderrmsglevel: 'stderrmsglevel',
  unlock: 'unlock',
  help: 'help',
  version: 'version',
};
const WITH_VALUE = [
  'uid',
  'firstuid',
  'lastuid',
  'gid',
  'firstgid',
  'lastgid',
  'ingroup',
  'shell',
  'home',
  'comment',
  'conf',
  'stdoutmsglevel',
  'stderrmsglevel',
];
/** Perl's option reader takes these letters for the long names; others are beginnings of long names. */
const LETTERS: Readonly<Record<string, string>> = { '-h': '--help', '-q': '--quiet', '-v': '--version' };

/** Debian's options: short ones are beginnings of long names, with one dash or two, in any case. */
export function debianOptions(call: ToolCall): { options?: Options; wrong?: ToolResult } {
  const words = call.args.map((word) => LETTERS[word] ?? (/^-[A-Za-z]/.test(word) ? `-${word}` : word));
  const problems: string[] = [];
  for (const word of words) {
    if (!word.startsWith('--') || word === '--') continue;
    const name = word.slice(2).split('=', 1)[0]?.toLowerCase() ?? '';
    if (LONG[name]) continue;
    const fits = Object.keys(LONG).filter((one) => one.startsWith(name));
    if (fits.length === 0) problems.push(`Unknown option: ${name}`);
    else if (new Set(fits.map((one) => LONG[one])).size > 1) {
      problems.push(`Option ${name} is ambiguous (${[...fits].sort().join(', ')})`);
    }
  }
  if (problems.length > 0) return { wrong: failed(problems.join('\n'), 51) };
  const lowered = words.map((word) =>
    word.startsWith('--') ? word.replace(/^--[^=]*/, (name) => name.toLowerCase()) : word,
  );
  const options = readOptions(lowered, { short: '', long: LONG, withValue: WITH_VALUE });
  if (options.error) return { wrong: failed(`Option ${options.error.option} requires an argument`, 51) };
  return { options };
}
