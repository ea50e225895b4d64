import type { Range } from '../../dockerfile/source.ts';
import type { Completion } from './complete.ts';
import { pathItems } from './complete-path.ts';
import { imageItems, stageItems } from './complete-source.ts';
import type { LanguageDocument } from './document.ts';
import { code } from './image-facts.ts';
import type { Slot } from './slot.ts';
import { MOUNT_ALIASES, MOUNT_OPTIONS, MOUNT_TYPES } from './words.ts';

/** The options that a mount of its type takes and does not have yet. */
export function mountKeyItems(range: Range, options: ReadonlyMap<string, string>): Completion[] {
  const type = options.get('type') ?? 'bind';
  const used = new Set([...options.keys()].map((key) => MOUNT_ALIASES[key] ?? key));
  const items: Completion[] = MOUNT_OPTIONS.filter(
    ({ name, types }) => types.includes(type) && !used.has(name),
  ).map(({ name, form, text, bare }) => ({
    label: name,
    kind: 'option',
    insert: bare ? name : `${name}=`,
    range,
    documentation: `${code(form)}\n\n${text}`,
    ...(bare ? {} : { more: true }),
  }));
  if (options.has('type')) return items;
  return [
    {
      label: 'type',
      kind: 'option',
      insert: 'type=',
      range,
      documentation: 'What is mounted: `bind`, `cache`, `secret`, `ssh` or `tmpfs`.',
      more: true,
    },
    ...items,
  ];
}

/** Directories of package managers and compilers that are worth a cache. */
const CACHES: readonly (readonly [path: string, of: string])[] = [
  ['/root/.cache/go-build', 'Go: compiled packages'],
  ['/go/pkg/mod', 'Go: modules'],
  ['/root/.npm', 'npm'],
  ['/root/.cache/pip', 'pip'],
  ['/root/.m2', 'Maven'],
  ['/root/.gradle', 'Gradle'],
  ['/usr/local/cargo/registry', 'Cargo'],
  ['/var/cache/apt', 'apt; sharing=locked'],
  ['/var/lib/apt', 'apt: package lists; sharing=locked'],
];

/** Values of one option of a mount. */
export function mountValueItems(
  document: LanguageDocument,
  { key, options, range, prefix }: Slot & { kind: 'mount-value' },
  line: number,
): Completion[] {
  const name = MOUNT_ALIASES[key] ?? key;
  switch (name) {
    case 'type':
      return MOUNT_TYPES.map((type) => ({
        label: type.name,
        kind: 'value',
        insert: type.name,
        range,
        documentation: type.text,
      }));
    case 'sharing':
      return ['shared', 'private', 'locked'].map((label) => ({ label, kind: 'value', insert: label, range }));
    case 'from':
      return [...stageItems(document, range, line, 'copy'), ...imageItems(range)];
    case 'source':
      return options.get('type') === 'cache' ? [] : pathItems(document, options.get('from'), prefix, range);
    case 'target':
      if (options.get('type') !== 'cache') return [];
      return CACHES.map(([label, detail]) => ({ label, kind: 'folder', insert: label, range, detail }));
    default:
      return [];
  }
}
