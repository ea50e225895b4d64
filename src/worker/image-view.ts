/** The final image as the page shows it: layers, files with where they come from, config, start. */
import {
  type Entry,
  type Image,
  type ImageConfig,
  type Layer,
  type Provenance,
  type Size,
  type StartResult,
  total,
} from '../build/index.ts';
import type { Analysis } from '../dockerfile/index.ts';
import type { ChangeView, FileView, ImageView, LayerView } from './build-messages.ts';
import { instructionLine, stageName } from './build-view.ts';

/** Most paths that are listed; what the Dockerfile made comes before what the base brought. */
const MOST_FILES = 6_000;
const MOST_CHANGES = 400;
const NOTHING: Size = { bytes: 0, certainty: 'known' };

/**
 * @param baseLayers How many of the layers the stage's base brought.
 * @param start what starting the image says
 */
export function imageView(
  analysis: Analysis,
  image: Image,
  baseLayers: number,
  start: StartResult,
): ImageView {
  const { files, more } = fileViews(analysis, image);
  return {
    size: image.size,
    layers: image.layers.map((layer, at) => layerView(analysis, layer, at < baseLayers)),
    files,
    moreFiles: more,
    wasted: wasted(image.layers),
    config: configRows(image.config),
    start,
  };
}

function layerView(analysis: Analysis, layer: Layer, below: boolean): LayerView {
  const { provenance, changes } = layer;
  const stage = provenance.stage ?? 0;
  const line = provenance.line ?? 0;
  const instruction = analysis.stages[stage]?.steps.find(
    (step) => step.instruction.lines.start === line,
  )?.instruction;
  const base = provenance.kind === 'base';
  return {
    text: base || !instruction ? layer.createdBy : instructionLine(instruction),
    line,
    stage,
    stageName: stageName(analysis, stage),
    base: base && below,
    size: layer.size,
    changes: changes.slice(0, MOST_CHANGES).map(
      (change): ChangeView => ({
        path: change.path,
        kind: change.kind,
        directory: change.entry?.type === 'directory',
        size: change.entry?.type === 'file' ? change.entry.size : NOTHING,
      }),
    ),
    more: Math.max(0, changes.length - MOST_CHANGES),
  };
}

/** Bytes of files that a later layer hides or replaces. */
export function wasted(layers: readonly Layer[]): { bytes: number; paths: string[] } {
  const standing = new Map<string, number>();
  let bytes = 0;
  const paths: string[] = [];
  const hide = (path: string): void => {
    const size = standing.get(path);
    if (size === undefined) return;
    standing.delete(path);
    if (size === 0) return;
    bytes += size;
    if (paths.length < 20) paths.push(path);
  };
  for (const layer of layers) {
    for (const { path, kind, entry, opaque } of layer.changes) {
      if (kind === 'delete' || opaque) {
        for (const below of [...standing.keys()]) if (below.startsWith(`${path}/`)) hide(below);
      }
      hide(path);
      if (entry?.type === 'file') standing.set(path, entry.size.bytes);
    }
  }
  return { bytes, paths };
}

function fileViews(analysis: Analysis, image: Image): { files: FileView[]; more: number } {
  const layerOf = new Map<string, number>();
  for (const [at, layer] of image.layers.entries()) {
    for (const change of layer.changes) layerOf.set(change.path, at);
  }
  const own: FileView[] = [];
  const base: FileView[] = [];
  const sizes = new Map<string, Size[]>();
  for (const { path, entry } of image.snapshot.walk('/')) {
    const view = fileView(analysis, path, entry, layerOf.get(path));
    (view.base ? base : own).push(view);
    if (entry.type !== 'file') continue;
    for (let up = path.lastIndexOf('/'); up > 0; up = path.lastIndexOf('/', up - 1)) {
      const folder = path.slice(0, up);
      const list = sizes.get(folder);
      if (list) list.push(entry.size);
      else sizes.set(folder, [entry.size]);
    }
  }
  const room = Math.max(0, MOST_FILES - own.length);
  const listed = new Map<string, FileView>();
  for (const view of [...own.slice(0, MOST_FILES), ...base.slice(0, room)]) {
    listed.set(
      view.path,
      view.type === 'directory' ? { ...view, size: folderSize(view, sizes.get(view.path)) } : view,
    );
  }
  // A path that is listed needs the directories above it.
  for (const view of base.slice(room)) {
    if (view.type === 'directory' && own.some((one) => one.path.startsWith(`${view.path}/`))) {
      listed.set(view.path, view);
    }
  }
  const files = [...listed.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, more: own.length + base.length - files.length };
}

function folderSize(view: FileView, sizes: readonly Size[] | undefined): Size {
  const sum = total(sizes ?? []);
  if (view.unlisted === undefined) return sum;
  return { bytes: sum.bytes, certainty: 'unknown', why: view.unlisted };
}

function fileView(analysis: Analysis, path: string, entry: Entry, layer: number | undefined): FileView {
  const { provenance } = entry;
  const from = origin(analysis, provenance);
  return {
    path,
    type: entry.type,
    size: entry.type === 'file' ? entry.size : NOTHING,
    mode: entry.mode.toString(8).padStart(3, '0'),
    owner: `${entry.uid}:${entry.gid}`,
    certainty: entry.certainty,
    ...(entry.why === undefined ? {} : { why: entry.why }),
    ...(entry.type === 'symlink' ? { target: entry.target } : {}),
    from: from.text,
    ...(from.line === undefined ? {} : { line: from.line }),
    base: provenance.kind === 'base',
    ...(layer === undefined ? {} : { layer }),
    ...(entry.type === 'directory' && entry.unlisted !== undefined ? { unlisted: entry.unlisted } : {}),
  };
}

/** Where a path comes from, back to whoever made it. */
export function origin(analysis: Analysis, provenance: Provenance): { text: string; line?: number } {
  const place = (one: Provenance): string => {
    const name = one.stage === undefined ? '' : stageName(analysis, one.stage);
    const line = one.line === undefined ? '' : `line ${one.line + 1}`;
    return [name, line].filter((part) => part !== '').join(', ');
  };
  const made = ((): string => {
    let here = provenance;
    while (here.origin) here = here.origin;
    if (here.kind === 'context') return 'from the build context';
    if (here.kind === 'base') return here.image === undefined ? 'from the base image' : `from ${here.image}`;
    return here === provenance ? `made in ${place(here)}` : `from ${place(here)}`;
  })();
  const line = provenance.line === undefined ? {} : { line: provenance.line };
  if (!provenance.origin) return { text: made, ...line };
  return { text: `${made}; copied in line ${(provenance.line ?? 0) + 1}`, ...line };
}

/** An image's config as rows, under the names of `docker inspect`; what is not set is left out. */
export function configRows(config: ImageConfig): { name: string; value: string }[] {
  const list = (words: readonly string[] | null): string => (words === null ? '' : JSON.stringify(words));
  const rows: [string, string][] = [
    ['Entrypoint', list(config.entrypoint)],
    ['Cmd', list(config.cmd)],
    ['User', config.user],
    ['WorkingDir', config.workingDir],
    ...[...config.env].map(([name, value]): [string, string] => ['Env', `${name}=${value}`]),
    ['ExposedPorts', config.exposedPorts.join(' ')],
    ['Volumes', config.volumes.join(' ')],
    ...[...config.labels].map(([name, value]): [string, string] => ['Labels', `${name}=${value}`]),
    ['Healthcheck', config.healthcheck ? JSON.stringify(config.healthcheck.test) : ''],
    ['StopSignal', config.stopSignal ?? ''],
    ['Shell', list(config.shell)],
  ];
  return rows.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}
