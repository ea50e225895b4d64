import type { Range, Stage } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { readIgnore } from '../ignore/read.ts';
import type { Completion } from './complete.ts';
import { type LanguageDocument, type StageListing, stageLabel } from './document.ts';
import { sizeInWords } from './image-facts.ts';
import { namedPaths } from './named-paths.ts';

/** One suggestion: a path that goes on from what was typed. */
interface Child {
  readonly path: string;
  readonly folder: boolean;
  readonly detail?: string;
}

/**
 * Paths that go on from `prefix`, one directory deep: of the build context, or with `from` of that stage or image.
 * What `.dockerignore` excludes stands last and says so. Of a stage that was not built (in the simulated build)
 * only what its instructions name is offered.
 */
export function pathItems(
  document: LanguageDocument,
  from: string | undefined,
  prefix: string,
  range: Range,
): Completion[] {
  const children =
    from === undefined ? contextChildren(document, prefix) : sourceChildren(document, from, prefix);
  return children.map(({ path, folder, detail }) => ({
    label: path,
    kind: folder ? 'folder' : 'file',
    insert: path,
    range,
    ...(detail === undefined ? {} : { detail }),
    ...(folder && path.endsWith('/') ? { more: true } : {}),
  }));
}

/** A stage by its name or number, as `--from` finds it. */
export function stageNamed({ analysis }: LanguageDocument, name: string): Stage | undefined {
  const lower = name.toLowerCase();
  return analysis.stages.findLast((stage) => stage.name === lower) ?? byNumber(analysis.stages, name);
}

function byNumber(stages: readonly Stage[], name: string): Stage | undefined {
  return /^\d{1,4}$/.test(name) ? stages[Number(name)] : undefined;
}

function contextChildren({ world }: LanguageDocument, prefix: string): Child[] {
  const files = world.files ?? [];
  const { excluded } = readIgnore(world.dockerignore ?? '', files);
  const there = childrenOf(
    files.filter((path) => !excluded.has(path)),
    prefix,
  );
  const known = new Set(there.map(({ path }) => path));
  const out = childrenOf([...excluded.keys()], prefix).filter(({ path }) => !known.has(path));
  return [...there, ...out.map((child) => ({ ...child, detail: 'excluded by .dockerignore' }))];
}

function sourceChildren(document: LanguageDocument, from: string, prefix: string): Child[] {
  const stage = stageNamed(document, from);
  if (!stage) return childrenOf(lookupImage(from)?.paths ?? [], prefix);
  const { listing } = document;
  const named = childrenOf(namedPaths(document.analysis, stage), prefix);
  if (listing?.question.stage !== stage.index) {
    return named.map((child) => ({ ...child, detail: `named in ${stageLabel(stage)}` }));
  }
  const built = builtChildren(listing.answer, prefix);
  if (listing.answer.complete) return built;
  const known = new Set(built.map(({ path }) => path.replace(/\/$/, '')));
  return [...built, ...named.filter(({ path }) => !known.has(path.replace(/\/$/, '')))];
}

function builtChildren({ entries }: StageListing, prefix: string): Child[] {
  // A prefix that names no root yet gets one: --from counts from there.
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1) || (prefix === '' ? '/' : '');
  return entries.map(({ name, type, size, certainty, target }) => {
    const isFolder = type === 'directory';
    const kind = {
      file: '',
      directory: 'directory',
      symlink: `link to ${target ?? '?'}`,
      unknown: 'may be there',
    };
    const words = [
      kind[type],
      size && type !== 'symlink' ? sizeInWords(size) : '',
      certainty === 'unknown' ? 'may be there' : '',
    ];
    const detail = [...new Set(words)].filter((word) => word !== '').join(', ');
    return {
      path: `${folder}${name}${isFolder ? '/' : ''}`,
      folder: isFolder,
      ...(detail === '' ? {} : { detail }),
    };
  });
}

/** What stands directly below the directory that `prefix` names; a path that begins with `/` or `./` keeps it. */
export function childrenOf(paths: readonly string[], prefix: string): Child[] {
  const lead = /^(\.?\/)*/.exec(prefix)?.[0] ?? '';
  const inside = prefix.slice(lead.length);
  const folder = inside.slice(0, inside.lastIndexOf('/') + 1);
  const absolute = paths.some((path) => path.startsWith('/'));
  const start = lead === '' && absolute && prefix === '' ? '/' : lead;
  const found = new Map<string, boolean>();
  for (const path of paths) {
    const plain = path.replace(/^\/+/, '');
    if (!plain.startsWith(folder) || plain === folder) continue;
    const rest = plain.slice(folder.length);
    const slash = rest.indexOf('/');
    const isFolder = slash !== -1;
    const name = isFolder ? rest.slice(0, slash) : rest;
    if (name !== '') found.set(name, isFolder || (found.get(name) ?? false));
  }
  return [...found]
    .sort(([a, folderA], [b, folderB]) => Number(folderB) - Number(folderA) || (a < b ? -1 : 1))
    .map(([name, isFolder]) => ({
      path: `${start}${folder}${name}${isFolder ? '/' : ''}`,
      folder: isFolder,
    }));
}
