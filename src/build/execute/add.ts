import type { AddInstruction } from '../../dockerfile/instructions/types.ts';
import type { Step } from '../../dockerfile/stages/types.ts';
import { basename, clean } from '../filesystem/path.ts';
import { type Draft, emptySnapshot, type Snapshot } from '../filesystem/snapshot.ts';
import type { FileEntry } from '../filesystem/types.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { openArchive, unpack } from './archive.ts';
import { type CopyOptions, copyPath, madeDirectory } from './copy-files.ts';
import { failed, wordsFor } from './outcome.ts';
import { plan } from './plan.ts';
import { copyHeredocs, createdBy, destinationOf, markUnlisted, optionsOf } from './transfer.ts';

/** What a source of ADD is. */
export type AddSource = 'local' | 'http' | 'git';

/** Tells a URL and a git repository from a local path, as BuildKit does. */
export function kindOfSource(source: string): AddSource {
  if (source.startsWith('git@') || source.startsWith('git://') || source.startsWith('ssh://')) return 'git';
  if (/^https?:\/\//i.test(source)) return /\.git(#.*)?$/.test(source) ? 'git' : 'http';
  return 'local';
}

/** The name under which a download is kept: the last part of the URL's path. */
function downloadName(url: string): string {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
  return basename(clean(path === '' ? '/' : path)).replace('/', '') || 'download';
}

function addRemote(source: string, draft: Draft, destination: string, options: CopyOptions): string {
  const why = `what ${source} sends is not known without the network`;
  const name = downloadName(source);
  const file: FileEntry = {
    type: 'file',
    mode: 0o600,
    uid: 0,
    gid: 0,
    size: { bytes: 0, certainty: 'unknown', why },
    fingerprint: source,
    provenance: options.provenance,
    certainty: 'known',
  };
  const download = emptySnapshot(options.provenance).edit();
  download.put(`/${name}`, file);
  copyPath(download.commit(), `/${name}`, draft, destination, options);
  return why;
}

function addRepository(source: string, draft: Draft, destination: string, options: CopyOptions): string {
  const why = `what is in ${source} is not known without the network`;
  const path = draft.makeDirectories(destination, () => madeDirectory(options));
  markUnlisted(draft, path, why);
  return why;
}

async function addLocal(
  source: Snapshot,
  path: string,
  unpackFlag: boolean | undefined,
  draft: Draft,
  destination: string,
  options: CopyOptions,
): Promise<string | undefined> {
  const found = source.stat(path);
  if (found.kind === 'found' && found.entry.type === 'file' && unpackFlag !== false) {
    const archive = await openArchive(found.entry);
    if (archive.kind === 'members') {
      unpack(archive.members, draft, destination, options);
      return undefined;
    }
    if (archive.kind === 'unknown') {
      markUnlisted(
        draft,
        draft.makeDirectories(destination, () => madeDirectory(options)),
        archive.why,
      );
      return archive.why;
    }
  }
  copyPath(source, path, draft, destination, options);
  return undefined;
}

/** ADD: like COPY from the context, and unpacks local archives, downloads URLs, clones repositories. */
export async function executeAdd(
  snapshot: Snapshot,
  step: Step,
  environment: StepEnvironment,
): Promise<Outcome> {
  const instruction = step.expanded as AddInstruction;
  const { config } = environment;
  const source = environment.context.snapshot;
  const draft = snapshot.edit();
  try {
    const { options, guess } = optionsOf(instruction, snapshot, environment);
    const destination = destinationOf(instruction.destination.text, config);
    let why = guess;
    const planned = instruction.sources.map(({ text }) => {
      const kind = kindOfSource(text);
      if (kind !== 'local') return { kind, text, paths: [] };
      const { items } = plan(source, text, { parents: false, options, ofContext: true });
      const paths = items.map((item) => item.path);
      return { kind, text, paths };
    });
    for (const { kind, text, paths } of planned) {
      if (kind === 'http') why = addRemote(text, draft, destination, options);
      else if (kind === 'git') why = addRepository(text, draft, destination, options);
      for (const path of paths) {
        why = (await addLocal(source, path, instruction.unpack, draft, destination, options)) ?? why;
      }
    }
    copyHeredocs(instruction, draft, destination, options);
    return {
      snapshot: draft.commit(),
      config,
      certainty: why === undefined ? 'known' : 'unknown',
      ...(why !== undefined && { why }),
      createdBy: createdBy(instruction),
      makesLayer: true,
    };
  } catch (error) {
    const message = wordsFor(error);
    if (message === undefined) throw error;
    return failed(snapshot, environment, step.instruction, message);
  }
}
