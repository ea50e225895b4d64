/** What the address asks the playground to open: a text in the link, or an exercise. */
import type { Draft } from '../../progress/record.ts';
import { type PackedFile, unpackContext, withEdits } from '../workbench/build/context-files.ts';
import { type BuildChoice, NO_CHOICE } from './choice.ts';
import { type OwnFile, safePath } from './folder.ts';

/** A text with what belongs to it. */
export interface OpenText {
  readonly text: string;
  /** The `.dockerignore` that belongs to the text; absent: the one that is there stays. */
  readonly dockerignore?: string;
  /** The build options that belong to it; absent: those that are there stay. */
  readonly choice?: BuildChoice;
  /** For the learner: what stands there now. */
  readonly said: string;
}

export type Opening =
  | (OpenText & {
      readonly ok: true;
      /** Files of the build context; absent: those that are there stay. */
      readonly files?: readonly OwnFile[];
    })
  | { readonly ok: false; readonly reason: string };

/** Undefined where the fragment asks for nothing. Never throws. */
export async function readOpening(
  fragment: string,
  exercises: string,
  draftOf: (id: string) => Draft | undefined,
): Promise<Opening | undefined> {
  if (fragment.startsWith('#code=')) {
    const { readLink } = await import('./link.ts');
    const read = readLink(fragment);
    // A link of a text alone means the last stage with the defaults.
    return read?.ok ? { choice: NO_CHOICE, ...read, said: 'This text came with the link.' } : read;
  }
  const id = /^#exercise=([a-z0-9-]{1,80})$/.exec(fragment)?.[1];
  return id === undefined ? undefined : openExercise(id, exercises, draftOf(id));
}

async function openExercise(id: string, exercises: string, draft: Draft | undefined): Promise<Opening> {
  try {
    const response = await fetch(`${exercises}${id}/folder.json`);
    if (!response.ok) throw new Error(String(response.status));
    const data = (await response.json()) as {
      dockerfile: string;
      files: readonly PackedFile[];
    };
    const files = withEdits(unpackContext(data.files), new Map(Object.entries(draft?.files ?? {}))).flatMap(
      ({ path, content }) => {
        if (content === undefined || safePath(path) === undefined) return [];
        return [{ path, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }];
      },
    );
    return {
      ok: true,
      text: draft?.text ?? data.dockerfile,
      files,
      choice: NO_CHOICE,
      said: draft
        ? `Your text of the exercise “${id}” is here, with its files. The exercise keeps its own copy.`
        : `The exercise “${id}” is here as it starts, with its files.`,
    };
  } catch {
    return {
      ok: false,
      reason: `The exercise “${id}” could not be loaded. Look at the connection, then open it again from the exercise.`,
    };
  }
}
