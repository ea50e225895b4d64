/** The mounts of a RUN: what each shows, and why a step cannot start without it. Words of BuildKit 0.25. */
import type { Heredoc, Mount, RunInstruction } from '../../dockerfile/instructions/types.ts';
import type { Dependency, Step } from '../../dockerfile/stages/types.ts';
import { knownFile } from '../filesystem/content.ts';
import { clean, dirname } from '../filesystem/path.ts';
import { directory, emptySnapshot, type Snapshot } from '../filesystem/snapshot.ts';
import type { Provenance } from '../filesystem/types.ts';
import { emptyMount, mountTarget, type PreparedMount } from '../mounts.ts';
import type { StepEnvironment } from '../types.ts';
import type { RunMemory } from './memory.ts';

/** A bind mount can be written to only where it says so; a cache mount unless it says otherwise. */
export function isReadOnly({ mount }: PreparedMount): boolean {
  return mount.readOnly ?? mount.type === 'bind';
}

/** The edge of the stage graph that a mount stands for. */
export function dependencyOf(step: Step, instruction: RunInstruction, index: number): Dependency | undefined {
  const from = instruction.mounts[index]?.from;
  if (!from) return undefined;
  const edges = step.dependencies.filter((edge) => edge.kind === 'mount');
  const before = instruction.mounts.slice(0, index).filter((mount) => mount.from).length;
  return edges[before];
}

interface Prepared {
  readonly mount?: PreparedMount;
  /** Why the step cannot start, in BuildKit's words. */
  readonly error?: string;
}

/** What a mount shows; nothing for one that shows nothing, or why the step cannot start. */
export function prepareMount(
  mount: Mount,
  from: Dependency | undefined,
  environment: StepEnvironment,
  memory: RunMemory,
): Prepared {
  const target = mountTarget(mount, environment.config.workingDir);
  const { provenance } = environment;
  const files = (source: Snapshot, sourcePath: string, keep?: (after: Snapshot) => void): Prepared => ({
    mount: { mount, target, source, sourcePath, ...(keep ? { keep } : {}) },
  });
  switch (mount.type) {
    case 'tmpfs':
      return files(emptyMount(mount, provenance, 0o1777), '/');
    case 'ssh':
      return {};
    case 'secret': {
      const id = mount.id?.text ?? mount.target?.text.split('/').at(-1) ?? 'default';
      if (memory.secrets && !memory.secrets.has(id)) {
        return mount.required ? { error: `secret ${id}: not found` } : {};
      }
      if (mount.env && !mount.target) return {};
      return files(secretFile(id, mount, provenance), '/secret');
    }
    case 'cache': {
      // Without an id the target names the cache, cleaned but as it is written: asked of Docker 28.5, "c" below
      // /w and "/w/c" are two caches, "/c/" and "/c" one.
      const id = mount.id?.text ?? clean(mount.target?.text ?? target);
      const kept = memory.caches.get(id);
      const source = kept ?? (from ? environment.resolve(from) : undefined) ?? emptyMount(mount, provenance);
      const path = kept || !from ? '/' : (mount.source?.text ?? '/');
      return files(source, path, (after) => memory.caches.set(id, after));
    }
    case 'bind': {
      const source = from ? environment.resolve(from) : environment.context.snapshot;
      if (!source)
        return files(unknownDirectory('what the image of the mount holds is not known', provenance), '/');
      const path = absoluteSource(mount.source?.text);
      const found = source.stat(path);
      if (found.kind === 'absent') {
        return {
          error: `failed to compute cache key: failed to calculate checksum of ref ${REF}: "${path}": not found`,
        };
      }
      if (found.kind === 'unknown') return files(unknownDirectory(found.why, provenance), '/');
      // A bind mount can be written to while it lasts where it says rw; nothing of it is kept.
      return files(source, path);
    }
  }
}

/** Stands for the random part of a reference in BuildKit's messages, which differs from build to build. */
export const REF = '…::…';

function absoluteSource(source: string | undefined): string {
  if (source === undefined || source === '' || source === '.') return '/';
  return source.startsWith('/') ? source : `/${source.replace(/^\.\//, '')}`;
}

function secretFile(id: string, mount: Mount, provenance: Provenance): Snapshot {
  const draft = emptySnapshot(provenance).edit();
  draft.put('/secret', {
    type: 'file',
    mode: mount.mode ?? 0o400,
    uid: mount.uid ?? 0,
    gid: mount.gid ?? 0,
    // What a secret says nobody knows; that it says something is taken for granted.
    size: { bytes: 32, certainty: 'estimated', why: `the secret ${id} is handed in when the image is built` },
    provenance,
    certainty: 'known',
  });
  return draft.commit();
}

function unknownDirectory(why: string, provenance: Provenance): Snapshot {
  const draft = emptySnapshot(provenance).edit();
  draft.update('/', (entry) => (entry.type === 'directory' ? { ...entry, unlisted: why } : entry));
  return draft.commit();
}

/** A heredoc that is mounted as a program. */
export function scriptMount(heredoc: Heredoc, provenance: Provenance): PreparedMount {
  const target = `/dev/pipes/${heredoc.name}`;
  const draft = emptySnapshot(provenance).edit();
  draft.makeDirectories(dirname(target), () => directory(provenance));
  draft.put(target, knownFile(heredoc.content, provenance, { mode: 0o755 }));
  return { mount: BIND, target, source: draft.commit(), sourcePath: target };
}

const BIND: Mount = {
  type: 'bind',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};
