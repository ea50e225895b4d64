/**
 * What is kept of one exercise, and how it is read back from storage or from a file. Whatever is read
 * is judged as hostile: anything may have written to the store, and a file may come from anywhere.
 */

/** Version of the records below. Raise it together with a migration in {@link migrations}. */
export const RECORD_VERSION = 1;
/** Longest text of a draft or of an edited file, in UTF-16 units; longer ones are refused on import. */
export const MAX_TEXT = 1_000_000;
/** Most edited files of one draft. */
const MAX_FILES = 50;

/** What a learner has written. */
export interface Draft {
  /** The Dockerfile. */
  readonly text: string;
  /** Edited files of the build context by path, where the exercise lets the learner edit any. */
  readonly files?: Readonly<Record<string, string>>;
  /** Time of the last change, in ms since 1970. */
  readonly savedAt: number;
  /** Names the tab that wrote it, so that two tabs do not destroy each other's text. */
  readonly tab: string;
}

/** All that is kept of one exercise. */
export interface ExerciseRecord {
  readonly version: number;
  readonly draft?: Draft;
  /** Drafts of other tabs, or from an imported file, that differ from the draft; newest first, at most three. */
  readonly others?: readonly Draft[];
  /** How it was finished, and when (ms since 1970). `self` is never replaced by `shown`. */
  readonly solved?: { readonly by: 'self' | 'shown'; readonly at: number };
  /** How many hints are open, by goal id; the exercise's own hints under the empty id. */
  readonly hints?: Readonly<Record<string, number>>;
  /** When a solution was first shown, in ms since 1970. */
  readonly solutionShownAt?: number;
}

/** What is kept of one lesson. */
export interface LessonRecord {
  readonly version: number;
  /** When its end was first reached, in ms since 1970. */
  readonly readAt: number;
}

/** Turns a record of version n into one of version n + 1; the key is n. */
export type Migrations = Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>;
/** One entry for each version that was ever released, save the present one. */
export const migrations: Migrations = {};

/** Reading gives a value, or the reason why there is none. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** Reads a stored exercise record: JSON, then migrations, then every field. */
export function readExercise(
  json: string,
  version = RECORD_VERSION,
  steps: Migrations = migrations,
): Read<ExerciseRecord> {
  const raw = parse(json);
  return raw.ok ? checkExercise(raw.value, version, steps) : raw;
}

/** Reads a stored lesson record. */
export function readLesson(json: string): Read<LessonRecord> {
  const raw = parse(json);
  if (!raw.ok) return raw;
  const current = migrate(raw.value, RECORD_VERSION, migrations);
  if (!current.ok) return current;
  const { readAt } = current.value;
  return isTime(readAt)
    ? { ok: true, value: { version: RECORD_VERSION, readAt } }
    : no('"readAt" is not a time in milliseconds');
}

/** The same for a value that is already parsed, as in an imported file. Unknown keys are dropped. */
export function checkExercise(
  value: unknown,
  version = RECORD_VERSION,
  steps: Migrations = migrations,
): Read<ExerciseRecord> {
  const current = migrate(value, version, steps);
  if (!current.ok) return current;
  const { draft, others, solved, hints, solutionShownAt } = current.value;
  const record: { -readonly [K in keyof ExerciseRecord]: ExerciseRecord[K] } = { version };
  if (draft !== undefined) {
    const read = checkDraft(draft);
    if (!read.ok) return read;
    record.draft = read.value;
  }
  if (others !== undefined) {
    if (!Array.isArray(others)) return no('"others" is not a list');
    const drafts: Draft[] = [];
    for (const other of others.slice(0, 3)) {
      const read = checkDraft(other);
      if (!read.ok) return read;
      drafts.push(read.value);
    }
    record.others = drafts;
  }
  if (solved !== undefined) {
    if (!isObject(solved) || (solved.by !== 'self' && solved.by !== 'shown') || !isTime(solved.at))
      return no('"solved" does not say by whom and when');
    record.solved = { by: solved.by, at: solved.at };
  }
  if (hints !== undefined) {
    if (!isObject(hints)) return no('"hints" is not an object');
    const counts: [string, number][] = [];
    for (const [goal, count] of Object.entries(hints).slice(0, 100)) {
      if (goal !== '' && !isId(goal)) return no('"hints" names something that is no goal');
      if (!Number.isInteger(count) || (count as number) < 0 || (count as number) > 100)
        return no('"hints" holds something that is no count');
      counts.push([goal, count as number]);
    }
    record.hints = Object.fromEntries(counts);
  }
  if (solutionShownAt !== undefined) {
    if (!isTime(solutionShownAt)) return no('"solutionShownAt" is not a time in milliseconds');
    record.solutionShownAt = solutionShownAt;
  }
  return { ok: true, value: record };
}

/** Ids of exercises, goals and lessons: lower-case words joined by single hyphens. */
export function isId(text: string): boolean {
  return text.length <= 100 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/** A plain object, as JSON has them. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True where two drafts hold the same text and the same files. */
export function sameDraft(a: Draft | undefined, b: Draft | undefined): boolean {
  if (!a || !b) return a === b;
  const left = Object.entries(a.files ?? {});
  const right = b.files ?? {};
  return (
    a.text === b.text &&
    left.length === Object.keys(right).length &&
    left.every(([path, text]) => right[path] === text)
  );
}

function checkDraft(value: unknown): Read<Draft> {
  if (!isObject(value)) return no('a draft is not an object');
  const { text, files, savedAt, tab } = value;
  if (typeof text !== 'string' || text.length > MAX_TEXT)
    return no('the text of a draft is missing or too long');
  if (!isTime(savedAt)) return no('a draft does not say when it was saved');
  if (typeof tab !== 'string' || tab.length > 100) return no('a draft does not say which tab wrote it');
  if (files === undefined) return { ok: true, value: { text, savedAt, tab } };
  if (!isObject(files)) return no('the files of a draft are not an object');
  const entries = Object.entries(files);
  if (entries.length > MAX_FILES) return no('a draft has too many files');
  for (const [path, content] of entries) {
    if (path === '' || path.length > 500) return no('a draft has a file with an impossible name');
    if (typeof content !== 'string' || content.length > MAX_TEXT)
      return no('a file of a draft has no text or too much of it');
  }
  return {
    ok: true,
    value: { text, savedAt, tab, files: Object.fromEntries(entries) as Record<string, string> },
  };
}

function migrate(value: unknown, version: number, steps: Migrations): Read<Record<string, unknown>> {
  if (!isObject(value)) return no('it is not an object');
  let record = value;
  if (!Number.isInteger(record.version)) return no('it has no version');
  for (let from = record.version as number; from !== version; from++) {
    if (from > version)
      return no(`it was written by a newer version of Stagecraft (${from}, this is ${version})`);
    const step = Object.hasOwn(steps, from) ? steps[from] : undefined;
    if (!step) return no(`its version, ${from}, was never released`);
    try {
      record = step(record);
    } catch {
      return no(`it could not be brought from version ${from} to ${from + 1}`);
    }
  }
  return { ok: true, value: record };
}

function parse(json: string): Read<unknown> {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch {
    return no('it is not JSON');
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 8.64e15;
}

function no(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
