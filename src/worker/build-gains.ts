/** What an image gained over the one that a learner started from, in sentences. Only what is sure is said. */
import { toolsByName } from '../build/commands/index.ts';
import type { Image } from '../build/index.ts';
import { commandPresence } from '../build/presence.ts';
import { lookupImage } from '../images/index.ts';
import { formatBytes } from '../site/format.ts';

/** Programs whose absence is worth a word, by the command that stands for them. */
const TOOLS: readonly (readonly [command: string, name: string])[] = [
  ['go', 'the Go toolchain'],
  ['gcc', 'the C compiler'],
  ['npm', 'npm'],
  ['node', 'Node.js'],
  ['pip', 'pip'],
  ['mvn', 'Maven'],
  ['cargo', 'Cargo'],
  ['git', 'Git'],
  ['curl', 'curl'],
];
/** Of each family its own; one that another family's takes the place of is still one. */
const PACKAGE_MANAGERS: readonly string[] = ['apt-get', 'apk'];
const FOLDERS = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/usr/local/go/bin',
];

/** Sentences with `code` marked by back quotes. */
export function gainsOf(before: Image, after: Image): string[] {
  return [size(before, after), gone(before, after), noShell(before, after), user(before, after)].filter(
    (sentence): sentence is string => sentence !== undefined,
  );
}

function size(before: Image, after: Image): string | undefined {
  const [was, is] = [before.size, after.size];
  // Of an unknown size at least the known part is there: enough to say that it was larger.
  if (is.certainty === 'unknown' || is.bytes >= was.bytes) return undefined;
  const from = `${was.certainty === 'unknown' ? 'at least ' : was.certainty === 'estimated' ? 'about ' : ''}${formatBytes(was.bytes)}`;
  const to = `${is.certainty === 'estimated' ? 'about ' : ''}${formatBytes(is.bytes)}`;
  const share = is.bytes / was.bytes;
  const part =
    share < 0.01
      ? 'less than 1 %'
      : `${was.certainty === 'unknown' ? 'at most ' : ''}${Math.round(share * 100)} %`;
  return `The image went from ${from} to ${to}: ${part} of what it was.`;
}

function gone(before: Image, after: Image): string | undefined {
  const [was, is] = [commandsOf(before), commandsOf(after)];
  const names = TOOLS.filter(([command]) => was(command) === 'present' && is(command) === 'absent').map(
    ([, name]) => name,
  );
  const managed = PACKAGE_MANAGERS.some((command) => was(command) === 'present');
  if (managed && PACKAGE_MANAGERS.every((command) => is(command) === 'absent'))
    names.push('a package manager');
  if (names.length === 0) return undefined;
  const last = names.pop() as string;
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `No longer in the image: ${list}. What is not there needs no security update.`;
}

/** Whether an image has a command: by its files, and by what is known of its base. */
function commandsOf(image: Image): (command: string) => 'present' | 'absent' | 'unknown' {
  const base = image.snapshot.entry('/')?.provenance.image;
  const known = commandPresence(base === undefined ? undefined : lookupImage(base), toolsByName);
  return (command) => {
    const kinds = FOLDERS.map((folder) => image.snapshot.stat(`${folder}/${command}`).kind);
    if (kinds.includes('found')) return 'present';
    return kinds.every((kind) => kind === 'absent') ? 'absent' : known(command);
  };
}

function noShell(before: Image, after: Image): string | undefined {
  if (!has(before, '/bin/sh') || !lacks(after, '/bin/sh')) return undefined;
  return 'There is no shell left: somebody who breaks into the program finds nothing to run commands with.';
}

function user(before: Image, after: Image): string | undefined {
  if (!isRoot(before.config.user) || isRoot(after.config.user)) return undefined;
  return `The program runs as \`${after.config.user}\`, no longer as root.`;
}

function isRoot(user: string): boolean {
  return /^(|root|0)(:.*)?$/.test(user);
}

function has(image: Image, path: string): boolean {
  return image.snapshot.stat(path).kind === 'found';
}

function lacks(image: Image, path: string): boolean {
  return image.snapshot.stat(path).kind === 'absent';
}
