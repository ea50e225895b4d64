/**
 * Scripts as RUN gives them to a shell, run by the real shell with the real tools in a container, and by the
 * simulation. Exit code, output and what lies in /w afterwards must agree.
 */

/** Which system a script runs on: a Debian with tools, or BusyBox alone. */
export type ScriptSystem = 'debian' | 'busybox';

export interface ScriptCase {
  /** Unique, kebab-case; names the golden. */
  readonly name: string;
  readonly system: ScriptSystem;
  /** Run as `SHELL -c SCRIPT` in /w. `/bin/sh` where absent: dash on Debian, ash on BusyBox. */
  readonly shell?: string;
  readonly script: string;
  /** Text by path, relative to /w unless absolute; a path that ends in `/` is a directory, `-> x` a link. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files of `files` that can be executed. */
  readonly executable?: readonly string[];
  /** Who runs the script; root where absent. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Programs that the simulated system has besides the base of its distribution. */
  readonly programs?: readonly string[];
  /** Programs (and globs of them) that the real system loses before the script runs. */
  readonly without?: readonly string[];
  /** Further paths, outside /w, that are compared with everything below them. */
  readonly look?: readonly string[];
  /** What of the output is compared: `lines` that contain one of these words; everything where absent. */
  readonly lines?: readonly string[];
  /** Nothing of the output is compared, for this reason. */
  readonly quiet?: string;
  /** Paths of /w whose inside is not compared, for the simulation says that it is not listed. */
  readonly inside?: readonly string[];
}

/** What a script said and left. */
export interface SeenScript {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** One line a path: `PATH TYPE MODE UID:GID` and a digest or the target of a link; sorted. */
  readonly files: readonly string[];
}

/** What can be compared of an answer: BusyBox of Debian counts lines, the one of Alpine is asked with `-c` and does not. */
export function comparable(one: ScriptCase, seen: SeenScript): SeenScript {
  const text = (whole: string) => {
    if (one.quiet !== undefined) return '';
    const lines = whole.split('\n').map((line) => line.trimEnd());
    const kept = one.lines ? lines.filter((line) => one.lines?.some((word) => line.includes(word))) : lines;
    return kept
      .map((line) => (one.system === 'busybox' ? line.replace(/(^|: )line \d+: /, '$1') : line))
      .join('\n')
      .trimEnd();
  };
  const inner = (one.inside ?? []).map((path) => `/w/${path}/`);
  return {
    exitCode: seen.exitCode,
    stdout: text(seen.stdout),
    stderr: text(one.system === 'busybox' ? muslOptions(seen.stderr) : seen.stderr),
    files: seen.files.filter((line) => !inner.some((start) => line.startsWith(start))),
  };
}

/** What musl says of an option that is not there, where Debian's BusyBox has glibc's words; the usage is left out. */
function muslOptions(stderr: string): string {
  return stderr.replace(
    /: (?:invalid option -- |unrecognized option )'(?:--)?([^'\n]*)'\nBusyBox v[^\n]*\n\nUsage: [\s\S]*?(?=\n(?!or: )(?:\w+|\/bin\/sh): |$)/g,
    ': unrecognized option: $1',
  );
}

/** Absolute path of a name in `files`. */
export function placeOf(name: string): string {
  return name.startsWith('/') ? name : `/w/${name}`;
}
