/** Paths and truth as CMake takes them. */

export function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(|0|off|no|false|n|ignore|notfound|.*-notfound)$/i.test(value);
}

/** Puts parts of a path together; an absolute part starts anew. */
export function join(...parts: readonly string[]): string {
  let path = '';
  for (const part of parts) {
    if (part === '') continue;
    path = part.startsWith('/') && part !== '/' && path === '' ? part : `${path}/${part.replace(/^\//, '')}`;
  }
  return path === '' ? '' : path;
}
