import type { ContextFile } from '../../../build/context.ts';

/** A file of a build context as JSON. */
export interface PackedFile {
  readonly path: string;
  readonly text?: string;
  readonly base64?: string;
  readonly mode: number;
  readonly link?: string;
}

/** Picks what a build needs. */
export function packContext(files: readonly PackedFile[]): PackedFile[] {
  return files.map(({ path, text, base64, mode, link }) => ({
    path,
    mode,
    ...(text === undefined ? {} : { text }),
    ...(base64 === undefined ? {} : { base64 }),
    ...(link === undefined ? {} : { link }),
  }));
}

/** The same as the simulated build takes them. */
export function unpackContext(files: readonly PackedFile[]): ContextFile[] {
  return files.map(({ path, text, base64, mode, link }) => {
    if (link !== undefined) return { path, link };
    if (base64 === undefined) return { path, mode, content: text ?? '' };
    return { path, mode, content: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) };
  });
}

/** The files with some of them edited; an edited file that is not there yet is added. */
export function withEdits(files: readonly ContextFile[], edits: ReadonlyMap<string, string>): ContextFile[] {
  const known = new Set(files.map((file) => file.path));
  return [
    ...files.map((file) => {
      const content = edits.get(file.path);
      return content === undefined ? file : { ...file, content };
    }),
    ...[...edits].filter(([path]) => !known.has(path)).map(([path, content]) => ({ path, content })),
  ];
}

/** There is no build context to build with; the message says what to do, for the learner. */
export class NoContext extends Error {}
