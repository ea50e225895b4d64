/** Programs of well-known packages, for an install without a lock file. */
export const KNOWN_BINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  typescript: { tsc: 'bin/tsc' },
  vite: { vite: 'bin/vite.js' },
  esbuild: { esbuild: 'bin/esbuild' },
  next: { next: 'dist/bin/next' },
  serve: { serve: 'build/main.js' },
  nodemon: { nodemon: 'bin/nodemon.js' },
  pm2: { pm2: 'bin/pm2' },
  'ts-node': { 'ts-node': 'dist/bin.js' },
  tsx: { tsx: 'dist/cli.mjs' },
  webpack: { webpack: 'bin/webpack.js' },
};
