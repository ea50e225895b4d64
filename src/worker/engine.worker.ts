/** The engine off the main thread: one request in, one answer out, in order. */
import type { knownContext } from '../build/known-context.ts';
import { explainWith } from '../checks/index.ts';
import { type ArgumentsRequest, type DeclaredArgument, declaredArguments } from './arguments.ts';
import { checkText, LARGEST_TEXT } from './check-text.ts';
import type { CheckRequest, CheckResult, WorkerRequest, WorkerResponse } from './messages.ts';

type Question = CheckRequest | ArgumentsRequest;

const scope = self as unknown as DedicatedWorkerGlobalScope;

/**
 * Why and what to do, and what reads .dockerignore, come in a file of their own; without it everything else
 * does its work all the same.
 */
const loading = import('./beside.ts').then(
  (beside) => {
    explainWith(beside.PROSE, beside.errorHelp);
    return beside;
  },
  () => undefined,
);

scope.addEventListener('message', (event: MessageEvent<WorkerRequest<Question>>) => {
  // Answers keep the order of the questions: all wait for the same promise.
  void loading.then((beside) => answer(event, beside?.knownContext));
});

function answer(event: MessageEvent<WorkerRequest<Question>>, contextOf?: typeof knownContext): void {
  const { id, request } = event.data;
  let response: WorkerResponse<CheckResult | DeclaredArgument[]>;
  try {
    response = { id, result: 'kind' in request ? listArguments(request) : checkText(request, contextOf) };
  } catch (error) {
    response = { id, error: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(response);
}

function listArguments({ text }: ArgumentsRequest): DeclaredArgument[] {
  return text.length > LARGEST_TEXT ? [] : declaredArguments(text);
}
