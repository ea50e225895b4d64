/**
 * Small projects in Go, JavaScript and Python with the Dockerfiles that people write for them: built and started by
 * Docker on stand-ins with the real tools (`exercises/stand-ins.ts`), and by the simulation on what is known of the
 * official images. A case takes the form of an answer to an exercise, so that both sides are asked in the same way.
 */
import type { ExerciseCase } from '../exercises/case.ts';

/** A file of the context: its text, or its text and its mode. */
export type LanguageFile = string | { readonly content: string; readonly mode: number };

export interface LanguageCase {
  /** `go-two-mains`; names the golden. */
  readonly name: string;
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, LanguageFile>>;
}

/** A case from the lines of its Dockerfile. */
export function project(name: string, lines: readonly string[], files: LanguageCase['files']): LanguageCase {
  return { name, dockerfile: `${lines.join('\n')}\n`, files };
}

/** The case as if it were an answer to an exercise of its own. */
export function asExercise({ name, dockerfile, files }: LanguageCase): ExerciseCase {
  const context = Object.entries(files)
    .map(([path, file]) => {
      const text = typeof file === 'string' ? file : file.content;
      const mode = typeof file === 'string' ? 0o644 : file.mode;
      return { path, mode, text, bytes: Buffer.from(text) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const exercise = { exercise: { id: name }, context } as unknown as ExerciseCase['exercise'];
  return { name: `lang-${name}`, dockerfile, exercise };
}
