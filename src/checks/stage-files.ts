import type { Analysis, Stage } from '../dockerfile/index.ts';
import { isPlainImage, rootImage } from './known-images.ts';
import { baseName, isWithin, resolvePath } from './paths.ts';
import { type NamedCommand, programs, scriptOf } from './run-script.ts';
import { stepsOf } from './walk.ts';

/** Where a stage may have files, as far as its instructions tell. */
export interface StageFiles {
  /** Directories and files that an instruction makes or writes to; anything may be under each. */
  readonly touched: readonly string[];
  /** False where a command may write anywhere: nothing is certainly missing then. */
  readonly bounded: boolean;
}

const SYSTEM = new Set(
  'bin boot dev etc go home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var'.split(
    ' ',
  ),
);

/** Commands that write where their arguments and the working directory say, or into the system's directories. */
const MODELLED = new Set(
  `go npm apk apt-get apt dnf yum microdnf mkdir cp mv rm touch chmod chown ln install strip upx echo printf
   cat ls cd pwd true : test [ set export sleep date uname which id adduser addgroup useradd groupadd
   update-ca-certificates ldconfig`.split(/\s+/),
);
const VALUES_THAT_ARE_NO_PATHS = new Set([
  '-ldflags',
  '-tags',
  '-gcflags',
  '-asmflags',
  '-m',
  '-u',
  '-g',
  '-s',
]);

const cache = new WeakMap<Stage, StageFiles>();

/** What a stage's instructions touch, those of the stages below it included. */
export function filesOf(analysis: Analysis, stage: Stage): StageFiles {
  const known = cache.get(stage);
  if (known !== undefined) return known;
  const touched = new Set<string>();
  let bounded = true;
  const touch = (path: string | undefined) => {
    if (path === undefined) bounded = false;
    else touched.add(path);
  };
  for (const { stage: owner, step, cwd } of stepsOf(analysis, stage)) {
    const { expanded } = step;
    if (expanded.keyword === 'WORKDIR') touch(resolvePath(cwd, expanded.path.text));
    else if (expanded.keyword === 'COPY' || expanded.keyword === 'ADD') {
      touch(resolvePath(cwd, expanded.destination.text));
    } else if (expanded.keyword === 'VOLUME') {
      for (const path of expanded.paths) touch(resolvePath(cwd, path.text));
    } else if (expanded.keyword === 'RUN') {
      for (const mount of expanded.mounts) if (mount.target) touch(resolvePath(cwd, mount.target.text));
      const script = scriptOf(analysis, owner, expanded.command);
      if (script === undefined || !script.understood) bounded = false;
      else touchByScript(programs(script), script.commands.length, cwd, touch);
    }
  }
  const files = { touched: [...touched], bounded };
  cache.set(stage, files);
  return files;
}

function touchByScript(
  commands: readonly NamedCommand[],
  count: number,
  start: string | undefined,
  touch: (path: string | undefined) => void,
): void {
  if (commands.length !== count) touch(undefined);
  let cwd = start;
  for (const command of commands) {
    const known = MODELLED.has(command.name) && !runsOtherPrograms(command);
    if (!known || command.command.depth > 0) {
      touch(undefined);
      return;
    }
    for (const { target } of command.command.redirects) touch(resolvePath(cwd, target.text));
    touch(cwd);
    command.args.forEach((word, index) => {
      if (VALUES_THAT_ARE_NO_PATHS.has(command.args[index - 1]?.text ?? '')) return;
      if (word.text.startsWith('-')) {
        const equals = word.text.indexOf('=');
        if (equals === -1 || VALUES_THAT_ARE_NO_PATHS.has(word.text.slice(0, equals))) return;
        touch(resolvePath(cwd, word.text.slice(equals + 1)));
      } else touch(resolvePath(cwd, word.text));
    });
    if (command.name === 'cd') cwd = resolvePath(cwd, command.args[0]?.text ?? '/root');
  }
}

/** `npm run`, `go generate`, `go run`: they start whatever the project says. */
function runsOtherPrograms({ name, args }: NamedCommand): boolean {
  const verb = args.find(({ text }) => !text.startsWith('-'))?.text ?? '';
  if (name === 'go') return !['build', 'mod', 'test', 'vet', 'install', 'version', 'env'].includes(verb);
  return name === 'npm' && !['ci', 'install', 'i', 'prune', 'cache'].includes(verb);
}

/**
 * Whether a stage certainly has nothing at an absolute path, with a path of the same name that it may
 * have instead. Undefined where it may be there.
 */
export function certainlyMissing(
  analysis: Analysis,
  stage: Stage,
  path: string,
): { readonly instead?: string } | undefined {
  const { touched, bounded } = filesOf(analysis, stage);
  if (!bounded || path === '/') return undefined;
  if (stage.rootBase.kind !== 'scratch') {
    if (!isPlainImage(rootImage(stage)) || isSystemPath(path)) return undefined;
  }
  if (touched.some((place) => place === '/' || isWithin(path, place) || isWithin(place, path)))
    return undefined;
  const instead = touched.find((place) => baseName(place) === baseName(path));
  return { ...(instead !== undefined && { instead }) };
}

/** Directories that every image's system may fill; `/usr/src/<name>` is where Dockerfiles put sources. */
function isSystemPath(path: string): boolean {
  const [first = '', second, third = ''] = path.slice(1).split('/');
  if (first === 'usr' && second === 'src') return third === '' || /^(php|python|linux|ruby)/.test(third);
  return SYSTEM.has(first);
}
