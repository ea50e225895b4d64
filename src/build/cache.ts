/**
 * Cache keys by BuildKit's rules: a RUN is known by its command, its environment and what it stands on; a
 * COPY by the content of exactly the files that it copies, not by who made them or when.
 */
import type { Step } from '../dockerfile/stages/types.ts';
import { contentDigest } from './filesystem/content.ts';
import { sha256Hex } from './filesystem/sha256.ts';
import type { Snapshot } from './filesystem/snapshot.ts';
import type { Entry } from './filesystem/types.ts';
import type { CacheKey, Change, StepEnvironment } from './types.ts';

const encoder = new TextEncoder();

/** A short digest of a text. */
export function digestOf(text: string): string {
  return sha256Hex(encoder.encode(text)).slice(0, 32);
}

/** What of an entry goes into a checksum: as in BuildKit everything but its times. */
function entryText(path: string, entry: Entry): string {
  const head = `${path}\0${entry.type}\0${entry.mode}\0${entry.uid}\0${entry.gid}\0`;
  if (entry.type === 'file') {
    return head + (contentDigest(entry) ?? entry.fingerprint ?? `size ${entry.size.bytes}`);
  }
  return entry.type === 'symlink' ? head + entry.target : head;
}

/** A checksum of everything below a path. */
export function treeDigest(files: Snapshot, path: string): string {
  const parts: string[] = [];
  const top = files.entry(path);
  if (top) parts.push(entryText('', top));
  for (const one of files.walk(path)) parts.push(entryText(one.path.slice(path.length), one.entry));
  return digestOf(parts.join('\n'));
}

/** A checksum of what a layer holds. */
function changesDigest(changes: readonly Change[]): string {
  const parts = changes.map((change) =>
    change.entry ? entryText(change.path, change.entry) : `${change.path}\0deleted`,
  );
  return digestOf(parts.join('\n'));
}

function keyOf(parts: CacheKey['parts']): CacheKey {
  return { digest: digestOf(parts.map((part) => `${part.label}=${part.digest}`).join('\n')), parts };
}

/** The key of what a stage starts from. */
export function baseKey(reference: string): CacheKey {
  return keyOf([{ label: 'base image', digest: digestOf(reference) }]);
}

/**
 * The key of a RUN.
 * @param parent the key of what stands before it
 * @param argv the command as it is run, shell included
 * @param mounted checksums of what bind mounts show it, with their targets
 */
export function runKey(
  parent: CacheKey,
  step: Step,
  environment: StepEnvironment,
  argv: readonly string[],
  mounted: readonly { readonly target: string; readonly digest: string }[],
): CacheKey {
  const { config } = environment;
  const env = [...step.env].map(([name, value]) => `${name}=${value}`).join('\n');
  const args = [...step.args]
    .filter(([name]) => !step.env.has(name))
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
  const flags = step.expanded.flags.map((flag) => `${flag.name}=${flag.value ?? ''}`).join('\n');
  return keyOf([
    { label: 'what stands before it', digest: parent.digest },
    { label: 'the command', digest: digestOf(argv.join('\0')) },
    { label: 'its flags', digest: digestOf(flags) },
    { label: 'the environment', digest: digestOf(env) },
    { label: 'the build arguments', digest: digestOf(args) },
    { label: 'the user', digest: digestOf(config.user) },
    { label: 'the working directory', digest: digestOf(config.workingDir) },
    ...mounted.map((one) => ({ label: `the files mounted at ${one.target}`, digest: one.digest })),
  ]);
}

/** The key of a COPY, ADD or WORKDIR: what it stands on, and what it puts there. */
export function filesKey(parent: CacheKey, step: Step, changes: readonly Change[]): CacheKey {
  const { expanded } = step;
  const linked = (expanded.keyword === 'COPY' || expanded.keyword === 'ADD') && expanded.link;
  const flags = expanded.flags
    .filter((flag) => flag.name !== 'from')
    .map((flag) => `${flag.name}=${flag.value ?? ''}`)
    .join('\n');
  return keyOf([
    // A linked copy is a layer of its own, whatever lies below.
    ...(linked ? [] : [{ label: 'what stands before it', digest: parent.digest }]),
    { label: 'the instruction', digest: digestOf(`${expanded.keyword}\n${flags}`) },
    { label: 'the files', digest: changesDigest(changes) },
  ]);
}
