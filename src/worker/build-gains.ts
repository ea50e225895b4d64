/** What an image gained over the one that a learner started from, in sentences. Only what is sure is said. */
import type { Image } from '../build/index.ts';
import { formatBytes } from '../site/format.ts';

/** Programs whose absence is worth a word, and where images have them. */
const TOOLS: readonly { readonly name: string; readonly paths: readonly string[] }[] = [
  { name: 'the Go toolchain', paths: ['/usr/local/go/bin/go'] },
  { name: 'the C compiler', paths: ['/usr/bin/gcc', '/usr/bin/cc'] },
  { name: 'npm', paths: ['/usr/local/bin/npm', '/usr/bin/npm'] },
  { name: 'Node.js', paths: ['/usr/local/bin/node', '/usr/bin/node'] },
  { name: 'pip', paths: ['/usr/local/bin/pip', '/usr/bin/pip3'] },
  { name: 'Maven', paths: ['/usr/bin/mvn', '/usr/share/maven/bin/mvn'] },
  { name: 'Cargo', paths: ['/usr/local/cargo/bin/cargo'] },
  { name: 'Git', paths: ['/usr/bin/git'] },
  { name: 'a package manager', paths: ['/usr/bin/apt-get', '/sbin/apk'] },
];

/** Sentences with `code` marked by back quotes. */
export function gainsOf(before: Image, after: Image): string[] {
  return [size(before, after), gone(before, after), noShell(before, after), user(before, after)].filter(
    (sentence): sentence is string => sentence !== undefined,
  );
}

function size(before: Image, after: Image): string | undefined {
  const known = before.size.certainty !== 'unknown' && after.size.certainty !== 'unknown';
  if (!known || after.size.bytes >= before.size.bytes) return undefined;
  const about = before.size.certainty === 'estimated' || after.size.certainty === 'estimated' ? 'about ' : '';
  const share = after.size.bytes / before.size.bytes;
  const part = share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
  return `The image went from ${about}${formatBytes(before.size.bytes)} to ${about}${formatBytes(after.size.bytes)}: ${part} of what it was.`;
}

function gone(before: Image, after: Image): string | undefined {
  const names = TOOLS.filter(
    ({ paths }) => paths.some((path) => has(before, path)) && paths.every((path) => lacks(after, path)),
  ).map(({ name }) => name);
  if (names.length === 0) return undefined;
  const last = names.pop() as string;
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `No longer in the image: ${list}. What is not there needs no security update.`;
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
