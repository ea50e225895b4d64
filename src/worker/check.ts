import { explainWith } from '../checks/index.ts';
import { errorHelp, knownContext, PROSE } from './beside.ts';
import { checkText } from './check-text.ts';
import type { CheckRequest, CheckResult } from './messages.ts';

export { LARGEST_TEXT, MOST_PROBLEMS } from './check-text.ts';

explainWith(PROSE, errorHelp);

/** The check of a text with all that there is to say; the worker loads a part of that beside its own script instead. */
export function check(request: CheckRequest): CheckResult {
  return checkText(request, knownContext);
}
