/** pip wheel and pip download: packages as files in a folder. */
import type { ToolCall, ToolResult } from '../../types.ts';
import { DISTRIBUTIONS, SIZE_WHY, UNKNOWN_BYTES } from '../packages.ts';
import { fillCache } from './cache.ts';
import { type Options, PipFailure } from './options.ts';
import { checkProjects, closure, offline, wantedOf } from './wanted.ts';

/** `pip wheel` and `pip download`. */
export function wheel(call: ToolCall, command: string, options: Options): ToolResult {
  const wanted = wantedOf(call, options);
  if (
    wanted.requirements.length + wanted.projects.length + wanted.elsewhere.length === 0 &&
    !options.values.has('requirement')
  ) {
    throw new PipFailure(
      `ERROR: You must give at least one requirement to ${command} (see "pip help ${command}")`,
    );
  }
  checkProjects(call, wanted.projects);
  offline(call, options, wanted.requirements);
  const place = options.values.get(command === 'wheel' ? 'wheel-dir' : 'dest')?.at(-1) ?? '.';
  const folder = call.files.resolve(place);
  call.files.makeDirectories(folder);
  const all = closure(wanted.requirements, !options.switches.has('no-deps'));
  for (const one of all.list) {
    const path = `${folder}/${one.name.replaceAll('-', '_')}-${one.version ?? '…'}-….whl`;
    call.files.writeOpaque(path, {
      size: {
        bytes: Math.round((DISTRIBUTIONS[one.name]?.bytes ?? UNKNOWN_BYTES) * 0.35),
        certainty: 'estimated',
        why: SIZE_WHY,
      },
      fingerprint: `wheel ${one.text}`,
    });
    call.files.update(path, (entry) => ({
      ...entry,
      certainty: 'estimated',
      why: 'the end of its name is decided by the registry',
    }));
  }
  const guessed = [...all.unknown, ...wanted.projects, ...wanted.elsewhere];
  if (guessed.length > 0)
    call.files.markUnlisted(folder, `what ${guessed[0]} depends on is decided by the registry`);
  fillCache(call, options, all.list.length);
  call.estimated(SIZE_WHY);
  call.takes(1_500 + all.list.length * 300);
  return {};
}
