/** The playground's draft: the Dockerfile, the `.dockerignore` and the build options, under one id. */
import type { ProgressStore } from '../../progress/store.ts';
import { type BuildChoice, isDefault, NO_CHOICE, parseChoice } from './choice.ts';
import { NO_GOALS } from './no-goals.ts';
import { START } from './start.ts';

/** The draft's place in the progress store: no exercise has this id. */
export const DRAFT = NO_GOALS.id;
/** Name of the options among the draft's files. No file of a folder has it: its path would not be safe to take. */
const CHOICE_FILE = './build-options';
const IGNORE_FILE = '.dockerignore';

/** What stands in the playground, the folder aside. */
export interface Standing {
  readonly text: string;
  /** Empty where there is none. */
  readonly dockerignore: string;
  readonly choice: BuildChoice;
}

/** What was kept, or what stands there at first. */
export function readDraft(store: ProgressStore): Standing {
  const draft = store.getDraft(DRAFT);
  if (!draft) return { text: START, dockerignore: '', choice: NO_CHOICE };
  const { text, files } = draft;
  return { text, dockerignore: files?.[IGNORE_FILE] ?? '', choice: parseChoice(files?.[CHOICE_FILE]) };
}

/** Keeps it at once. */
export function saveDraft(store: ProgressStore, { text, dockerignore, choice }: Standing): void {
  const files = {
    ...(dockerignore === '' ? {} : { [IGNORE_FILE]: dockerignore }),
    ...(isDefault(choice) ? {} : { [CHOICE_FILE]: JSON.stringify(choice) }),
  };
  store.saveDraft(DRAFT, text, Object.keys(files).length === 0 ? undefined : files);
}
