import type { Range, Stage } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import type { Completion } from './complete.ts';
import type { LanguageDocument } from './document.ts';
import { namedPaths } from './named-paths.ts';

/**
 * Paths that go on from `prefix`, one directory deep: of the build context, or with `from` of that stage or
 * image. Of a stage that was not built (in the simulated build) only what its instructions name is offered.
 */
export function pathItems(
  document: LanguageDocument,
  from: string | undefined,
  prefix: string,
  range: Range,
): Completion[] {
  const paths = from === undefined ? (document.world.files ?? []) : sourcePaths(document, from);
  return childrenOf(paths, prefix).map(({ path, folder }) => ({
    label: path,
    kind: folder ? 'folder' : 'file',
    insert: path,
    range,
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

function sourcePaths(document: LanguageDocument, from: string): readonly string[] {
  const stage = stageNamed(document, from);
  if (!stage) return lookupImage(from)?.paths ?? [];
  return document.world.stageFiles?.(stage.index) ?? namedPaths(document.analysis, stage);
}

/** What stands directly below the directory that `prefix` names; a path that begins with `/` or `./` keeps it. */
export function childrenOf(
  paths: readonly string[],
  prefix: string,
): { readonly path: string; readonly folder: boolean }[] {
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
