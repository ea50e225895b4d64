import type { Seen } from './case.ts';

/** What a build yielded, in few bytes: one line a path. */
export interface Summary {
  readonly error?: string;
  readonly files?: readonly string[];
  readonly layers?: readonly string[];
  readonly workdir?: string;
}

/** Shortens what a build yielded for the generated cases, of which there are many. */
export function summary(seen: Seen): Summary {
  if (seen.error !== undefined) return { error: seen.error };
  return {
    files: (seen.files ?? []).map((file) => {
      const what = file.type === 'symlink' ? `-> ${file.link}` : (file.sha256?.slice(0, 8) ?? '');
      return `${file.path} ${file.type[0]} ${file.mode} ${file.uid}:${file.gid} ${what}`.trimEnd();
    }),
    layers: (seen.layers ?? []).map((paths) => paths.join(' ')),
    ...(seen.config?.WorkingDir !== undefined && { workdir: seen.config.WorkingDir }),
  };
}
