/** What stands in one directory of a stage, for the editor's completion: built on demand, one directory at a time. */
import { type Certainty, type Entry, type Size, type Snapshot, total } from '../build/index.ts';
import { buildText, type World } from './build.ts';

/** Asks for one directory at the end of the last stage. The context is that of the build that was asked for last. */
export interface ListRequest {
  readonly kind: 'list';
  /** A Dockerfile that ends with the stage. */
  readonly text: string;
  /** Absolute. */
  readonly directory: string;
}

/** One name in the directory. */
export interface ListedPath {
  readonly name: string;
  readonly type: Entry['type'];
  /** Of a directory: all that is known in it. Absent for a link. */
  readonly size?: Size;
  /** How sure it is that it is there. */
  readonly certainty: Certainty;
  /** Of a link. */
  readonly target?: string;
  /** The base image brought it. */
  readonly base: boolean;
}

/** The directory. */
export interface ListView {
  readonly kind: 'list';
  /** What the Dockerfile made first, then what the base image brought; by name. At most MOST_LISTED. */
  readonly entries: readonly ListedPath[];
  /** False where there may be more than is listed. */
  readonly complete: boolean;
}

/** Most names that are answered. */
export const MOST_LISTED = 500;
/** Most paths that are looked at for the sizes of directories. */
const MOST_VISITED = 20_000;
/** Stages that are kept, so that a directory further in needs no second build. */
const MOST_KEPT = 6;

/** A stage's files; `whole` where every step of it went through. */
interface Files {
  readonly snapshot: Snapshot;
  readonly whole: boolean;
}

const kept = new Map<string, Promise<Files | undefined>>();
let keptFor: World | undefined;

/** Undefined where the stage cannot be built or there is no such directory. Never rejects for what a learner wrote. */
export async function listStage(request: ListRequest, world: World): Promise<ListView | undefined> {
  if (keptFor !== world) kept.clear();
  keptFor = world;
  const key = request.text;
  const known = kept.get(key) ?? filesOf(request, world);
  kept.delete(key);
  kept.set(key, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  const files = await known;
  return files && list(files, request.directory);
}

async function filesOf({ text }: ListRequest, world: World): Promise<Files | undefined> {
  const { exercise, files, buildArgs } = world;
  const { result } = await buildText(text, { files, buildArgs: { ...exercise?.buildArgs, ...buildArgs } });
  const stage = result.target === undefined ? undefined : result.stages[result.target];
  // A step that fails leaves what stood before it.
  return stage?.image && { snapshot: stage.image.snapshot, whole: stage.status === 'built' };
}

function list({ snapshot, whole }: Files, directory: string): ListView | undefined {
  const found = snapshot.entry(directory);
  if (found?.type !== 'directory') return undefined;
  const room = { left: MOST_VISITED };
  const entries = snapshot.list(directory).flatMap((name) => {
    const path = directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`;
    const there = snapshot.lstat(path);
    return there.kind === 'found' ? [listed(snapshot, path, name, there.entry, room)] : [];
  });
  entries.sort((a, b) => Number(a.base) - Number(b.base));
  return {
    kind: 'list',
    entries: entries.slice(0, MOST_LISTED),
    complete: whole && found.unlisted === undefined && entries.length <= MOST_LISTED,
  };
}

function listed(
  snapshot: Snapshot,
  path: string,
  name: string,
  entry: Entry,
  room: { left: number },
): ListedPath {
  const folder = entry.type === 'directory' ? inside(snapshot, path, entry, room) : undefined;
  const size = entry.type === 'file' ? entry.size : folder?.size;
  return {
    name,
    type: entry.type,
    certainty: entry.certainty,
    base: folder ? folder.base : entry.provenance.kind === 'base',
    ...(size ? { size } : {}),
    ...(entry.type === 'symlink' ? { target: entry.target } : {}),
  };
}

/** The bytes in a directory, and whether the base brought all of it. */
function inside(snapshot: Snapshot, path: string, entry: Entry, room: { left: number }) {
  const sizes: Size[] = [];
  let base = entry.provenance.kind === 'base';
  let open = entry.type === 'directory' ? entry.unlisted : undefined;
  for (const { entry: one } of snapshot.walk(path)) {
    if (--room.left < 0) {
      open = 'it holds more than is counted here';
      break;
    }
    if (one.provenance.kind !== 'base') base = false;
    if (one.type === 'file') sizes.push(one.size);
    if (one.type === 'directory') open ??= one.unlisted;
  }
  const sum = total(sizes);
  const size: Size = open === undefined ? sum : { bytes: sum.bytes, certainty: 'unknown', why: open };
  return { size, base };
}
