/** Runs what a container starts, in a container's world: Docker's own folders, the volumes, the variables of the image. */
import { toolsByName } from '../commands/index.ts';
import type { ImageTraits } from '../commands/types.ts';
import { knownFile } from '../filesystem/content.ts';
import { type Draft, directory, type Snapshot } from '../filesystem/snapshot.ts';
import type { Provenance } from '../filesystem/types.ts';
import { runProgram } from '../shell/interpreter.ts';
import { Workspace } from '../shell/workspace.ts';
import { RunningContainer } from './container.ts';
import type { Scope } from './scope.ts';
import type { Verdict } from './types.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** What a container writes belongs to no line of the Dockerfile. */
const CONTAINER: Provenance = { kind: 'step' };
/** Folders and files that Docker 28.5 mounts into every container. */
const FOLDERS = ['/dev', '/dev/pts', '/proc', '/proc/self', '/sys', '/etc'];
/** Devices; what is read from them and written to them is the shell's affair. */
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'stdin', 'stdout', 'stderr'];
const FILES: Readonly<Record<string, string>> = {
  '/etc/hosts': '127.0.0.1\tlocalhost\n',
  '/etc/hostname': 'container\n',
  '/etc/resolv.conf': '',
};

/**
 * The verdict on a first process that is followed: a shell, a script, a command that is modelled.
 * @param words the program and its arguments
 */
export async function followVerdict(
  scope: Scope,
  snapshot: Snapshot,
  traits: ImageTraits,
  words: readonly string[],
): Promise<Verdict> {
  const draft = snapshot.edit();
  mountDockers(draft, scope);
  const container = new RunningContainer(scope, draft);
  const { config, user, workdir } = scope;
  const result = await runProgram(words, {
    files: new Workspace(draft, user, CONTAINER, workdir),
    user,
    image: traits,
    cwd: workdir,
    env: new Map([['PATH', DEFAULT_PATH], ['HOSTNAME', 'container'], ...config.env]),
    tools: toolsByName,
    presence: scope.presence,
    container,
  });
  return container.verdict(result);
}

function mountDockers(draft: Draft, { config, workdir }: Scope): void {
  const isMissing = (path: string) => draft.stat(path).kind === 'absent';
  for (const path of FOLDERS) if (isMissing(path)) draft.put(path, directory(CONTAINER));
  draft.makeDirectories('/dev/shm', () => directory(CONTAINER, { mode: 0o1777 }));
  for (const name of DEVICES) draft.put(`/dev/${name}`, knownFile('', CONTAINER, { mode: 0o666 }));
  for (const [path, text] of Object.entries(FILES)) draft.put(path, knownFile(text, CONTAINER));
  // Docker makes the folders of volumes, and the working directory, where the image has none.
  for (const path of [...config.volumes, workdir]) {
    if (isMissing(path)) draft.makeDirectories(path, () => directory(CONTAINER));
  }
}
