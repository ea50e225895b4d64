/** Progress as one file: out of one browser, into another. What comes in is merged, never put over. */
import { checkExercise, type ExerciseRecord, isId, isObject, RECORD_VERSION, sameDraft } from './record.ts';
import { type ProgressStore, withOther } from './store.ts';

const FORMAT = 'stagecraft-progress';
/** Longest file that is read, in UTF-16 units. */
export const MAX_FILE = 20_000_000;

/** What an import did. */
export interface ImportResult {
  /** Exercises of which nothing was known here. */
  readonly added: readonly string[];
  /** Exercises that gained something. */
  readonly updated: readonly string[];
  /** Exercises of which the file says nothing new. */
  readonly unchanged: readonly string[];
  /** Exercises with a second draft now, because the file's differs from the one here. */
  readonly keptBoth: readonly string[];
  /** Lessons marked as read. */
  readonly lessons: readonly string[];
  /** What was left out, and why. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/** The file's text: JSON, indented, so that a person can read it. */
export function exportProgress(store: ProgressStore, now = new Date()): string {
  const exercises = Object.fromEntries(store.exercises());
  const lessons = Object.fromEntries([...store.lessons()].map(([id, readAt]) => [id, { readAt }]));
  const file = { format: FORMAT, version: RECORD_VERSION, exportedAt: now.toISOString(), exercises, lessons };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Merges a file's text into the store. Where the file as a whole is no progress file, says why. */
export function importProgress(
  store: ProgressStore,
  text: string,
): { readonly ok: true; readonly result: ImportResult } | { readonly ok: false; readonly reason: string } {
  if (text.length > MAX_FILE)
    return { ok: false, reason: 'The file is larger than 20 MB; a progress file is not.' };
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'The file is not JSON. Choose the file that “Export progress” gave you.' };
  }
  if (!isObject(file) || file.format !== FORMAT)
    return {
      ok: false,
      reason: 'The file is not a progress file of Stagecraft (its "format" says something else).',
    };
  if (!isObject(file.exercises)) return { ok: false, reason: 'The file has no "exercises".' };

  const result = {
    added: [] as string[],
    updated: [] as string[],
    unchanged: [] as string[],
    keptBoth: [] as string[],
    lessons: [] as string[],
    refused: [] as { id: string; reason: string }[],
  };
  const here = store.exercises();
  for (const [id, value] of Object.entries(file.exercises)) {
    if (!isId(id)) {
      result.refused.push({ id: id.slice(0, 60), reason: 'this cannot be the id of an exercise' });
      continue;
    }
    const theirs = checkExercise(value);
    if (!theirs.ok) {
      result.refused.push({ id, reason: theirs.reason });
      continue;
    }
    const mine = here.get(id);
    const merged = mine ? merge(mine, theirs.value) : theirs.value;
    if (mine && JSON.stringify(merged) === JSON.stringify(mine)) {
      result.unchanged.push(id);
      continue;
    }
    store.putExercise(id, merged);
    (mine ? result.updated : result.added).push(id);
    if ((merged.others?.length ?? 0) > (mine?.others?.length ?? 0)) result.keptBoth.push(id);
  }
  if (isObject(file.lessons)) {
    const read = store.lessons();
    for (const [id, value] of Object.entries(file.lessons)) {
      const at = isObject(value) ? value.readAt : undefined;
      if (!isId(id) || typeof at !== 'number' || !Number.isFinite(at) || at < 0)
        result.refused.push({ id: id.slice(0, 60), reason: 'this is no lesson with a time' });
      else if (!read.has(id)) {
        store.putLesson(id, at);
        result.lessons.push(id);
      }
    }
  }
  return { ok: true, result };
}

/** Both records in one: nothing that either knows is lost. */
export function merge(mine: ExerciseRecord, theirs: ExerciseRecord): ExerciseRecord {
  const merged: { -readonly [K in keyof ExerciseRecord]: ExerciseRecord[K] } = { ...mine };
  const solved = [mine.solved, theirs.solved].filter((one) => one !== undefined);
  // Solved by oneself outweighs a shown solution; of two alike the earlier one counts.
  solved.sort((a, b) => (a.by === b.by ? a.at - b.at : a.by === 'self' ? -1 : 1));
  if (solved[0]) merged.solved = solved[0];
  const shown = [mine.solutionShownAt, theirs.solutionShownAt].filter((at) => at !== undefined);
  if (shown.length > 0) merged.solutionShownAt = Math.min(...shown);
  if (theirs.hints) {
    const hints = { ...mine.hints };
    for (const [goal, count] of Object.entries(theirs.hints)) hints[goal] = Math.max(hints[goal] ?? 0, count);
    merged.hints = hints;
  }
  const incoming = [theirs.draft, ...(theirs.others ?? [])].filter((draft) => draft !== undefined);
  for (const draft of incoming.reverse()) {
    if (!merged.draft) merged.draft = draft;
    else if (sameDraft(merged.draft, draft)) continue;
    else if (merged.others?.some((other) => sameDraft(other, draft))) continue;
    else if (draft === theirs.draft && draft.savedAt > merged.draft.savedAt) {
      merged.others = withOther(merged.others, merged.draft);
      merged.draft = draft;
    } else merged.others = withOther(merged.others, draft);
  }
  return merged;
}
