/** Runs a script by the simulation, in the form of `docker.ts`. */
import { runOn } from '../../../src/build/commands/support/test-call.ts';
import { contentDigest } from '../../../src/build/filesystem/index.ts';
import { placeOf, type ScriptCase, type SeenScript } from './case.ts';

const SYSTEMS = { debian: 'debian:trixie-slim', busybox: 'alpine:3.24' } as const;

/** What the simulation said, and what it could not tell. */
export interface Simulated extends SeenScript {
  readonly unknown: readonly string[];
}

/** The part of a case that decides what Docker answers, as text. */
export function asked(one: ScriptCase): string {
  const { system, shell, script, files, executable, user, env, without, look } = one;
  return JSON.stringify({ system, shell, script, files, executable, user, env, without, look });
}

/** Runs one case. A file whose content is not known has `?` for its digest. */
export async function simulateScript(one: ScriptCase): Promise<Simulated> {
  const files = Object.fromEntries(
    Object.entries(one.files ?? {}).map(([name, text]) => [placeOf(name), text] as const),
  );
  const run = await runOn(
    {
      image: SYSTEMS[one.system],
      cwd: '/w',
      files: { '/w/': '', ...files },
      executable: (one.executable ?? []).map(placeOf),
      programs: one.programs ?? [],
      ...(one.shell === undefined ? {} : { shell: one.shell }),
      ...(one.user === undefined ? {} : { user: one.user }),
      ...(one.env === undefined ? {} : { env: one.env }),
    },
    one.script,
  );
  const lines: string[] = [];
  for (const root of ['/w', ...(one.look ?? [])]) {
    const top = run.at(root);
    if (!top) continue;
    for (const { path, entry } of [{ path: root, entry: top }, ...run.entries(root)]) {
      const mode = entry.mode.toString(8).padStart(4, '0');
      const what =
        entry.type === 'symlink'
          ? ` -> ${entry.target}`
          : entry.type === 'directory'
            ? ''
            : ` ${entry.type === 'file' ? (contentDigest(entry)?.slice(0, 8) ?? '?') : '?'}`;
      lines.push(`${path} ${entry.type} ${mode} ${entry.uid}:${entry.gid}${what}`);
    }
  }
  const { exitCode, stdout, stderr, unknown } = run;
  return { exitCode, stdout, stderr, files: [...new Set(lines)].sort(), unknown };
}
