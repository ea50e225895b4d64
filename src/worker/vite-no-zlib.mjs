/**
 * The shell interpreter's browser build still names `node:zlib`, for its gzip command. A simulated build
 * never unpacks anything with it, and a browser has no such module: the bundle gets an empty one.
 * @returns {import('vite').Plugin}
 */
export function noZlib() {
  const EMPTY = '\0stagecraft:no-zlib';
  return {
    name: 'stagecraft:no-zlib',
    enforce: 'pre',
    resolveId(source, importer) {
      return source === 'node:zlib' && importer?.includes('just-bash') ? EMPTY : undefined;
    },
    load(id) {
      if (id !== EMPTY) return undefined;
      return 'const none = () => { throw new Error("not available"); };\nexport const constants = {}, gzipSync = none, gunzipSync = none;';
    },
  };
}
