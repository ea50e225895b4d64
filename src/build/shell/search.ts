/** The search for a command on PATH: what is there, what may be there, what nobody can tell. */
import { defineCommand } from 'just-bash/browser';
import { unlistedPackages } from '../commands/support/packages.ts';
import { COMMAND_DIRECTORIES, NO_NAME, RUN_PROGRAM } from './names.ts';
import { ownName } from './own-commands.ts';
import { launch, runFile } from './run-file.ts';
import type { Session } from './session.ts';

/** Answers the interpreter's search on PATH; undefined where the path is no place for commands. */
export function commandAt(session: Session, path: string): boolean | undefined {
  const slash = path.lastIndexOf('/');
  const directory = path.slice(0, slash) || '/';
  const name = path.slice(slash + 1);
  if (NO_NAME.test(name)) return false;
  if (name === RUN_PROGRAM || ownName(name) !== undefined)
    return directory === '/bin' || directory === '/usr/bin';
  // A script may put folders on PATH itself; those where programs lie are known by their names.
  if (!COMMAND_DIRECTORIES.has(directory) && !isOnPath(session, directory) && !directory.endsWith('/bin'))
    return undefined;
  const found = session.world.files.stat(path);
  if (found.kind === 'found' && found.entry.type !== 'directory') {
    if (!session.registered.has(name)) {
      registerProgram(session, name, found.path);
    }
    return true;
  }
  const unmodelled = unmodelledBefore(session) ?? unlistedPackages(session.world.files);
  // A path of the learner's own, or one that the script spells out: a step that nobody modelled may have made it.
  if (found.kind === 'unknown') {
    const filled = unmodelled !== undefined || !found.why.startsWith('not every file of');
    const own = filled && !COMMAND_DIRECTORIES.has(directory);
    if (own || session.script.includes(path))
      session.unknown(`whether ${path} is there cannot be told: ${found.why}`);
  }
  // Named by PATH but shown by no file: the search ends in the last directory that a system has.
  // (The interpreter runs registered commands from these two alone; from elsewhere it reads the file.)
  if (directory !== '/bin' && directory !== '/usr/bin') return false;
  if (!isSearchOpen(session, name)) return false;
  const presence = session.world.presence(name);
  if (presence === 'absent') {
    if (unmodelled !== undefined) session.unknown(unmodelled);
    return false;
  }
  if (presence === 'unknown' || !session.registered.has(name)) {
    if (!session.registered.has(name)) registerUnmodelled(session, name);
    if (presence === 'unknown') session.unknown(`whether the image has ${name} is not known`);
  }
  return true;
}

/** Why any path may be there: an earlier step is not modelled. Undefined where all steps are. */
function unmodelledBefore(session: Session): string | undefined {
  const root = session.world.files.stat('/');
  return root.kind === 'found' && root.entry.type === 'directory' ? root.entry.unlisted : undefined;
}

/** Whether no folder of PATH shows the name, but one may hold it unlisted. */
function isSearchOpen(session: Session, name: string): boolean {
  let open = false;
  for (const directory of (session.world.env.get('PATH') ?? '').split(':')) {
    const found = session.world.files.stat(`${directory}/${name}`);
    if (found.kind === 'found' && found.entry.type !== 'directory') return false;
    if (found.kind === 'unknown') open = true;
  }
  return open;
}

function isOnPath(session: Session, directory: string): boolean {
  return (session.world.env.get('PATH') ?? '').split(':').includes(directory);
}

function registerProgram(session: Session, name: string, path: string): void {
  session.registered.add(name);
  session.bash.registerCommand(
    defineCommand(name, (args, context) => runFile(session, [path, ...args], context, name)),
  );
}

function registerUnmodelled(session: Session, name: string): void {
  session.registered.add(name);
  session.bash.registerCommand(
    defineCommand(name, async (args, context) => {
      const launched = launch(session, name, args, context);
      if (launched) return launched;
      session.unknown(`${name} is not modelled`);
      return { stdout: '', stderr: '', exitCode: 0 };
    }),
  );
}

/** An executable that the interpreter is about to read as a script. */
export function standIn(session: Session, path: string): string | undefined {
  const found = session.world.files.stat(path);
  if (session.reading > 0 || found.kind !== 'found' || found.entry.type === 'directory') return undefined;
  if ((found.entry.mode & 0o111) === 0) return undefined;
  return `${RUN_PROGRAM} '${path.replaceAll("'", "'\\''")}' "$@"`;
}

/** Path of a command on PATH; `/usr/bin/NAME` where it is there and no file shows it. */
export function whichOf(
  session: Session,
  name: string,
  env: ReadonlyMap<string, string>,
): string | undefined {
  if (NO_NAME.test(name)) return undefined;
  for (const directory of (env.get('PATH') ?? '').split(':')) {
    const path = `${directory}/${name}`;
    const found = session.world.files.stat(path);
    if (found.kind === 'found' && found.entry.type !== 'directory' && (found.entry.mode & 0o111) !== 0)
      return path;
  }
  if (!isSearchOpen(session, name)) return undefined;
  const presence = session.world.presence(name);
  if (presence === 'unknown') session.unknown(`whether the image has ${name} is not known`);
  return presence === 'absent' ? undefined : `/usr/bin/${name}`;
}
