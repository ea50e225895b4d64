import type { Analysis, Stage } from '../../dockerfile/index.ts';

/**
 * Absolute paths that a stage's instructions name, those of the stages below it first: working directories,
 * destinations, and words of scripts that begin with `/`. They may be there; a suggestion needs no more.
 */
export function namedPaths(analysis: Analysis, stage: Stage): string[] {
  const found = new Set<string>();
  collect(analysis, stage, found);
  found.delete('/');
  return [...found];
}

/** Gives the working directory in which the stage ends. */
function collect(analysis: Analysis, stage: Stage, found: Set<string>): string {
  // A stage builds on one above it, so this ends.
  const base =
    stage.base.kind === 'stage' && stage.base.index < stage.index
      ? analysis.stages[stage.base.index]
      : undefined;
  let cwd = base ? collect(analysis, base, found) : '/';
  for (const { expanded } of stage.steps) {
    if (expanded.keyword === 'WORKDIR') {
      cwd = resolve(cwd, expanded.path.text);
      found.add(cwd);
    } else if (expanded.keyword === 'COPY' || expanded.keyword === 'ADD') {
      const { text } = expanded.destination;
      // A directory's name says where the files are once they are in it.
      const [only, ...others] = expanded.sources;
      const name = only?.text.split('/').at(-1) ?? '';
      const isFile = text.endsWith('/') && others.length === 0 && /^[\w-][\w.-]*\.\w+$/.test(name);
      found.add(resolve(cwd, isFile ? text + name : text));
    } else if (expanded.keyword === 'RUN') {
      for (const { text } of expanded.command.args) {
        for (const word of text.split(/[\s"'=;&|()<>]+/))
          if (/^\/[\w./-]+$/.test(word)) found.add(resolve('/', word));
      }
    }
  }
  return cwd;
}

function resolve(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
