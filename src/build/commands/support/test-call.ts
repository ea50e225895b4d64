/** Runs shell scripts on small filesystems, for the tests of the tools. */
import { lookupImage } from '../../../images/index.ts';
import { baseFiles } from '../../base.ts';
import { emptySnapshot } from '../../filesystem/snapshot.ts';
import type { Entry } from '../../filesystem/types.ts';
import { commandPresence } from '../../presence.ts';
import { runScript } from '../../shell/interpreter.ts';
import type { ScriptResult } from '../../shell/types.ts';
import { Workspace } from '../../shell/workspace.ts';
import { findUser } from '../../users.ts';
import { toolsByName } from '../index.ts';

const PROVENANCE = { kind: 'step', stage: 0, line: 1 } as const;

/** What a script runs on. */
export interface TestSystem {
  /** `alpine:3.24`, `debian:trixie-slim` …: family and words; its own files come along unless `bare`. */
  readonly image: string;
  readonly bare?: boolean;
  /** Text by path; a path that ends in `/` is a directory, a text that starts with `-> ` a link. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths of `files` with mode 0755. */
  readonly executable?: readonly string[];
  /** Programs that are in /usr/bin besides those of the image. */
  readonly programs?: readonly string[];
  readonly user?: string;
  readonly cwd?: string;
  /** `/bin/sh` where absent. */
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What it left. */
export interface TestResult extends ScriptResult {
  readonly at: (path: string) => Entry | undefined;
  readonly text: (path: string) => string | undefined;
  /** `MODE UID:GID` of a path. */
  readonly meta: (path: string) => string | undefined;
  readonly paths: (under: string) => string[];
  /** What is below a path, links as links. */
  readonly entries: (under: string) => { readonly path: string; readonly entry: Entry }[];
}

/** Runs a script with a shell of the system. */
export async function runOn(system: TestSystem, script: string): Promise<TestResult> {
  const image = lookupImage(system.image);
  const base = { kind: 'base' } as const;
  const start = system.bare ? emptySnapshot(base) : baseFiles(image, system.image, base);
  const draft = start.edit();
  const root = new Workspace(draft, { uid: 0, gid: 0, name: 'root', home: '/root', groups: [0] }, base);
  for (const [path, text] of Object.entries(system.files ?? {})) {
    if (path.endsWith('/')) {
      root.makeDirectories(path.slice(0, -1));
      continue;
    }
    root.makeDirectories(path.slice(0, path.lastIndexOf('/')) || '/');
    if (text.startsWith('-> ')) root.symlink(text.slice(3), path);
    else root.write(path, text, system.executable?.includes(path) ? { mode: 0o755 } : {});
  }
  for (const program of system.programs ?? []) {
    const path = `/usr/bin/${program}`;
    if (root.exists(path)) continue;
    root.writeOpaque(
      path,
      { size: { bytes: 0, certainty: 'estimated' }, program: { format: 'elf', linking: 'dynamic' } },
      { mode: 0o755 },
    );
  }
  const found = findUser(draft, system.user ?? '');
  if (found.kind === 'error') throw new Error(found.message);
  const user = found.identity;
  const cwd = system.cwd ?? '/';
  const result = await runScript(
    script,
    { path: system.shell ?? '/bin/sh', options: [] },
    {
      files: new Workspace(draft, user, PROVENANCE, cwd),
      user,
      image: image
        ? {
            family: image.os.family,
            ...(image.os.version === null ? {} : { version: image.os.version }),
            libc: image.os.libc,
            packageManager: image.packageManager,
            reference: system.image,
          }
        : {},
      cwd,
      env: new Map([
        ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        ...Object.entries(system.env ?? {}),
      ]),
      tools: toolsByName,
      presence: commandPresence(image, toolsByName),
    },
  );
  const at = (path: string) => draft.entry(path);
  return {
    ...result,
    at,
    text: (path) => {
      const entry = at(path);
      return entry?.type === 'file' && typeof entry.content === 'string' ? entry.content : undefined;
    },
    meta: (path) => {
      const entry = at(path);
      return entry && `${entry.mode.toString(8).padStart(4, '0')} ${entry.uid}:${entry.gid}`;
    },
    entries: (under) => [...draft.walk(under)],
    paths: (under) => [...draft.walk(under)].map(({ path }) => path),
  };
}
