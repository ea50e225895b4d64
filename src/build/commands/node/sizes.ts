/** Unpacked bytes of npm packages, measured after `npm ci` with npm 11.19 on linux/amd64, November 2026. */
const MEASURED: Readonly<Record<string, number>> = {
  '@oxc-project/types': 48_692,
  '@rolldown/binding-linux-x64-gnu': 21_122_433,
  '@rolldown/pluginutils': 39_082,
  '@vitejs/plugin-react': 59_839,
  'detect-libc': 34_629,
  fdir: 61_483,
  lightningcss: 522_006,
  'lightningcss-linux-x64-gnu': 10_052_876,
  nanoid: 47_288,
  picocolors: 10_469,
  picomatch: 101_951,
  postcss: 229_476,
  react: 186_855,
  'react-dom': 8_075_824,
  rolldown: 901_068,
  scheduler: 90_851,
  'source-map-js': 153_211,
  tinyglobby: 47_480,
  vite: 2_442_286,
  '@hono/node-server': 152_683,
  '@types/node': 2_666_949,
  '@typescript/typescript-linux-x64': 27_954_182,
  hono: 2_220_181,
  typescript: 2_579_418,
  'undici-types': 120_642,
};
/** Middle of the packages above that hold no native code. */
const ORDINARY = 120_000;

/** Estimated bytes of a package in node_modules. */
export function packageSize(name: string): number {
  return MEASURED[name] ?? ORDINARY;
}
/** Bytes of the download cache for each byte unpacked (5.6 MB for hono and its server, with registry answers). */
export const CACHE_SHARE = 0.45;
