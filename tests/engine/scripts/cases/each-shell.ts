/** Scripts that each of three shells is asked: dash (Debian's /bin/sh), bash, and BusyBox's ash. */
import type { ScriptCase } from '../case.ts';

/** Scripts by name; more than the words where files or a user belong to them. */
export type ShellScripts = Readonly<
  Record<
    string,
    string | (Partial<Omit<ScriptCase, 'name' | 'system' | 'shell'>> & { readonly script: string })
  >
>;

const SHELLS = [
  { key: 'dash', system: 'debian' },
  { key: 'bash', system: 'debian', shell: '/bin/bash' },
  { key: 'ash', system: 'busybox' },
] as const;

/** A case for each script and shell, named `dash-NAME`, `bash-NAME` and `ash-NAME`. */
export function inEachShell(scripts: ShellScripts): readonly ScriptCase[] {
  return SHELLS.flatMap(({ key, ...shell }) =>
    Object.entries(scripts).map(([name, one]) => ({
      name: `${key}-${name}`,
      ...shell,
      ...(typeof one === 'string' ? { script: one } : one),
    })),
  );
}
