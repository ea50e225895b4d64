/** `"/out/app": not found`: what COPY, ADD or a mount asks for, and what is there instead. */
import { suggest } from '../../dockerfile/instructions/index.ts';
import type { Dependency, Stage } from '../../dockerfile/stages/types.ts';
import { basename, dirname } from '../filesystem/path.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Help, Scene } from './index.ts';

const NOT_FOUND = /("(?:[^"\\]|\\.)*"): not found$/;
/** A stage may hold very many files; beyond this many nobody is helped by looking. */
const MOST_FILES = 20_000;
const MOST_NAMED = 4;

/** A path that a stage has, and the 0-based line that made it. */
interface Made {
  readonly path: string;
  readonly line?: number;
}

/** Help for a source that is not there; undefined for any other message. */
export function missingSource(message: string, scene: Scene): Help | undefined {
  const written = NOT_FOUND.exec(message)?.[1];
  if (written === undefined || !message.includes('failed to calculate checksum')) return undefined;
  const path = parsed(written);
  if (path === undefined) return undefined;
  const { dependencies, expanded } = scene.failed.step;
  // COPY has one source; of a RUN, only a mount whose source lacks the path can be meant.
  const dependency =
    expanded.keyword === 'COPY'
      ? dependencies[0]
      : dependencies.find((one) => scene.resolve(one)?.stat(path).kind === 'absent');
  return dependency === undefined ? inContext(path, scene) : inSource(path, dependency, scene);
}

function parsed(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** Behind --from: another stage, or an image. */
function inSource(path: string, dependency: Dependency, scene: Scene): Help {
  const files = scene.resolve(dependency);
  const { source } = dependency;
  const stage = source.kind === 'stage' ? scene.analysis.stages[source.index] : undefined;
  const label = stage === undefined ? 'What --from names' : `Stage ${nameOf(stage)}`;
  const why = `${label} has no ${path}.`;
  if (files === undefined) return { why };
  const workdir = stage?.config.workingDir ?? '/';
  const atWorkdir = `${workdir === '/' ? '' : workdir}${path}`;
  if (workdir !== '/' && files.stat(atWorkdir).kind === 'found') {
    return {
      why: `${why} Behind --from a path starts at the root of that stage, not at its WORKDIR.`,
      advice: `Write the whole path: ${atWorkdir}`,
    };
  }
  const near = nearest(path, files);
  if (near !== undefined) {
    const line = near.line === undefined ? '' : ` Line ${near.line + 1} makes ${near.path}.`;
    return { why: `${why}${line}`, advice: `Did you mean ${near.path}?` };
  }
  const there = listed(files, dirname(path));
  return {
    why: `${why}${there}`,
    advice:
      'Compare the path with the line of that stage that should make it: WORKDIR, -o and the destination of COPY decide where.',
  };
}

/** Without --from: the folder that is built. */
function inContext(path: string, scene: Scene): Help {
  const { context, analysis, failed } = scene;
  const name = path.slice(1);
  const ignored = context.ignored.find((one) => path === one || path.startsWith(`${one}/`));
  if (ignored !== undefined) {
    return {
      why: `${name} is in your folder, and .dockerignore leaves ${ignored === path ? 'it' : ignored.slice(1)} out, so the build does not get it.`,
      advice: `Take the pattern out of .dockerignore, or add !${name} below it.`,
    };
  }
  for (const { index } of analysis.stages.slice(0, failed.stage)) {
    const stage = analysis.stages[index];
    const files = scene.stageFiles(index);
    if (!stage || !files) continue;
    const exact = files.lstat(path).kind === 'found' && isMade(files, path) ? { path } : undefined;
    const made = exact ?? sameName(path, madeIn(files));
    if (made === undefined) continue;
    return {
      why: `Without --from, COPY and ADD look in the folder that is built, and there is no ${name}. Stage ${nameOf(stage)} has ${made.path}.`,
      advice: `Take it from there: COPY --from=${stage.name ?? index} ${made.path} …`,
    };
  }
  const mention = mentioned(path, scene);
  if (mention !== undefined) return mention;
  const near = nearest(path, context.snapshot);
  if (near !== undefined) {
    return {
      why: `The folder that is built has no ${name}.`,
      advice: `Did you mean ${near.path.slice(1)}?`,
    };
  }
  return {
    why: `The folder that is built has no ${name}.${listed(context.snapshot, dirname(path))} A path starts at that folder, with or without a slash in front, and never leads out of it.`,
    advice: 'Compare the path with the files of the folder.',
  };
}

/** Docker looks for files of the context before any step has run: then only the words of a RUN show who makes them. */
function mentioned(path: string, { analysis, failed }: Scene): Help | undefined {
  if (path.length < 4) return undefined;
  for (const stage of analysis.stages.slice(0, failed.stage).toReversed()) {
    const step = stage.steps.find(
      ({ instruction }) => instruction.keyword === 'RUN' && instruction.original.includes(path),
    );
    if (step === undefined) continue;
    return {
      why: `Without --from, COPY and ADD look in the folder that is built, and there is no ${path.slice(1)}. Line ${step.instruction.lines.start + 1}, in stage ${nameOf(stage)}, speaks of ${path}.`,
      advice: `If that line makes it, take it from there: COPY --from=${nameOf(stage)} ${path} …`,
    };
  }
  return undefined;
}

function nameOf(stage: Stage): string {
  return stage.name ?? String(stage.index);
}

function isMade(files: Snapshot, path: string): boolean {
  const found = files.lstat(path);
  return found.kind === 'found' && found.entry.provenance.kind !== 'base';
}

/** What the instructions of a stage brought or made, its base left out. */
function madeIn(files: Snapshot): Made[] {
  const made: Made[] = [];
  let seen = 0;
  for (const { path, entry } of files.walk()) {
    seen += 1;
    if (seen > MOST_FILES) break;
    if (entry.provenance.kind === 'base') continue;
    const { line } = entry.provenance;
    made.push({ path, ...(line === undefined ? {} : { line }) });
  }
  return made;
}

function sameName(path: string, made: readonly Made[]): Made | undefined {
  const name = basename(path);
  const found = made.filter((one) => basename(one.path) === name && !one.path.includes('/node_modules/'));
  return found.sort((a, b) => a.path.length - b.path.length)[0];
}

/** The path that was probably meant: the same name elsewhere, or a name like it in the same folder. */
function nearest(path: string, files: Snapshot): Made | undefined {
  const made = madeIn(files);
  const same = sameName(path, made);
  if (same !== undefined) return same;
  const folder = dirname(path);
  const names = files.stat(folder).kind === 'found' ? files.list(folder) : [];
  const sibling = suggest(basename(path), names);
  const likely = sibling === undefined ? undefined : `${folder === '/' ? '' : folder}/${sibling}`;
  if (likely !== undefined) return made.find((one) => one.path === likely) ?? { path: likely };
  // The folder is misspelt: /aap/dist for /app/dist.
  const others = new Map(made.map((one) => [one.path, one]));
  const meant = suggest(path, [...others.keys()]);
  return meant === undefined ? undefined : others.get(meant);
}

/** What a folder has, where that is little enough to be named. */
function listed(files: Snapshot, folder: string): string {
  if (files.stat(folder).kind !== 'found') return folder === '/' ? '' : ` It has no folder ${folder} at all.`;
  const names = files.list(folder);
  if (folder === '/' || names.length === 0 || names.length > MOST_NAMED) return '';
  return ` In ${folder} there is: ${names.join(', ')}.`;
}
