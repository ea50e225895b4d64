/** What a check can do its work without, in a file of its own: the worker loads it beside its script. */
export { knownContext } from '../build/known-context.ts';
export { errorHelp, PROSE } from '../checks/prose.ts';
