/**
 * The one way to write an address inside the site: it puts the base path before it.
 * `href('/lessons/')` is `/lessons/` at the root and `/stagecraft/lessons/` under BASE=/stagecraft/.
 * @param path Absolute path inside the site, with its trailing slash, query and fragment.
 */
export function href(path: string): string {
  return withBase(import.meta.env?.BASE_URL ?? '/', path);
}

/** The pure part of {@link href}: joins a base path (`/`, `/x`, `/x/`) and a path with exactly one slash. */
export function withBase(base: string, path: string): string {
  return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}
