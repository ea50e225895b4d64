import { fileURLToPath } from 'node:url';

const PREFIX = '\0monaco-css:';
const ADOPT = fileURLToPath(new URL('./adopt-css.ts', import.meta.url));

/**
 * Vite plugin: a style sheet that Monaco imports becomes a script that adopts it (adopt-css.ts). Astro
 * otherwise puts 140 KB of it into a link that blocks the first paint, though the editor comes later.
 * @returns {import('vite').Plugin}
 */
export function monacoCss() {
  return {
    name: 'stagecraft:monaco-css',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!source.endsWith('.css') || !importer?.includes('/monaco-editor/esm/')) return null;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      // `.js` at the end keeps Vite's own CSS handling away from it.
      return resolved && `${PREFIX}${resolved.id}.js`;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const file = id.slice(PREFIX.length, -'.js'.length);
      return [
        `import css from ${JSON.stringify(`${file}?inline`)};`,
        `import { adoptCss } from ${JSON.stringify(ADOPT)};`,
        'adoptCss(css);',
      ].join('\n');
    },
  };
}
