import { explainWith } from '../checks/index.ts';
import { PROSE } from '../checks/prose.ts';

explainWith(PROSE);

/** The check of a text with all that there is to say; the worker loads the prose beside its own script instead. */
export { checkText as check, LARGEST_TEXT, MOST_PROBLEMS } from './check-text.ts';
