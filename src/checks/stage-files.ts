import type { Analysis, Stage } from '../dockerfile/index.ts';
import { isPlainImage, rootImage } from './known-images.ts';
import { baseName, isWithin, resolvePath } from './paths.ts';
import { remembered } from './remembered.ts';
import { type NamedCommand, scriptOf } from './run-script.ts';
import { isOf, type PlacedStep, stepsOf } from './walk.ts';

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

/** With more places than this, looking through them for every copy takes too long: then nothing is certain. */
const MOST_PLACES = 500;

/** Takes a directory or file that an instruction makes or writes to; undefined where it may be any. */
type Touch = (path: string | undefined) => void;

/**
 * What a stage's instructions touch, those of the stages below it included: anything may be under each of
 * these. Undefined where something may be written anywhere: nothing is certainly missing then.
 */
type Touched = readonly string[] | undefined;

const placedIn = remembered((analysis, stage: Stage) => collect(analysis, stage, touchByPlacing));
const writtenIn = remembered((analysis, stage: Stage) => collect(analysis, stage, touchByRun));

function collect(
  analysis: Analysis,
  stage: Stage,
  touchBy: (analysis: Analysis, placed: PlacedStep, touch: Touch) => void,
): Touched {
  const touched: string[] = [];
  let bounded = true;
  for (const placed of stepsOf(analysis, stage)) {
    touchBy(analysis, placed, (path) => {
      if (path === undefined) bounded = false;
      else touched.push(path);
    });
    if (!bounded) return undefined;
  }
  return touched;
}

function touchByPlacing(_: Analysis, { step: { expanded }, cwd }: PlacedStep, touch: Touch): void {
  switch (expanded.keyword) {
    case 'WORKDIR':
      touch(resolvePath(cwd, expanded.path.text));
      break;
    case 'COPY':
    case 'ADD':
      touch(resolvePath(cwd, expanded.destination.text));
      break;
    case 'VOLUME':
      for (const path of expanded.paths) touch(resolvePath(cwd, path.text));
  }
}

function touchByRun(analysis: Analysis, { stage, step: { expanded }, cwd }: PlacedStep, touch: Touch): void {
  if (expanded.keyword !== 'RUN') return;
  for (const mount of expanded.mounts) if (mount.target) touch(resolvePath(cwd, mount.target.text));
  const script = scriptOf(analysis, stage, expanded.command);
  if (script === undefined || !script.understood) touch(undefined);
  else touchByScript(script.programs, script.commands.length, cwd, touch);
}

function touchByScript(
  commands: readonly NamedCommand[],
  count: number,
  start: string | undefined,
  touch: Touch,
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
  if (path === '/') return undefined;
  if (stage.rootBase.kind !== 'scratch') {
    if (!isPlainImage(rootImage(stage)) || isSystemPath(path)) return undefined;
  }
  const holds = (place: string) => place === '/' || isWithin(path, place) || isWithin(place, path);
  // Mostly a WORKDIR made it, or a directory above it.
  const steps = stepsOf(analysis, stage);
  for (let at = 1; at < steps.length; at++) {
    const { cwd } = steps[at] as PlacedStep;
    if (cwd !== undefined && isOf(steps[at - 1] as PlacedStep, 'WORKDIR') && holds(cwd)) return undefined;
  }
  // What is placed is known at once; the scripts are read only where that leaves it open.
  const placed = placedIn(analysis, stage);
  if (placed === undefined || placed.length > MOST_PLACES || placed.some(holds)) return undefined;
  const written = writtenIn(analysis, stage);
  if (written === undefined || written.some(holds)) return undefined;
  const named = (place: string) => baseName(place) === baseName(path);
  const instead = placed.find(named) ?? written.find(named);
  return { ...(instead !== undefined && { instead }) };
}

/** Directories that every image's system may fill; `/usr/src/<name>` is where Dockerfiles put sources. */
function isSystemPath(path: string): boolean {
  const slash = path.indexOf('/', 1);
  const first = path.slice(1, slash === -1 ? undefined : slash);
  const [second, third = ''] = first === 'usr' ? path.slice(5).split('/') : [];
  if (second === 'src') return third === '' || /^(php|python|linux|ruby)/.test(third);
  return SYSTEM.has(first);
}
