/** Longest context file that is shown whole and in colours, in UTF-16 units. */
export const SHOWN_UP_TO = 20_000;

const BY_ENDING: Record<string, string> = {
  cjs: 'js',
  css: 'css',
  go: 'go',
  html: 'html',
  java: 'java',
  js: 'js',
  json: 'json',
  jsx: 'jsx',
  mjs: 'js',
  py: 'python',
  rs: 'rust',
  sh: 'sh',
  toml: 'toml',
  ts: 'ts',
  tsx: 'tsx',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yaml',
  conf: 'nginx',
};

/** Shiki's name for a file's language, by its ending; `text` where there is none. */
export function languageOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text';
}
