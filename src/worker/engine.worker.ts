/** The engine off the main thread: one request in, one answer out, in order. */
import { explainWith } from '../checks/index.ts';
import { type ArgumentsRequest, type DeclaredArgument, declaredArguments } from './arguments.ts';
import { checkText, LARGEST_TEXT } from './check-text.ts';
import type { CheckRequest, CheckResult, WorkerRequest, WorkerResponse } from './messages.ts';

type Question = CheckRequest | ArgumentsRequest;

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** What the checks say besides their messages comes in a file of its own; without it they do their work all the same. */
const explained = import('../checks/prose.ts').then(
  ({ PROSE }) => explainWith(PROSE),
  () => undefined,
);

scope.addEventListener('message', (event: MessageEvent<WorkerRequest<Question>>) => {
  // Answers keep the order of the questions: all wait for the same promise.
  void explained.then(() => answer(event));
});

function answer(event: MessageEvent<WorkerRequest<Question>>): void {
  const { id, request } = event.data;
  let response: WorkerResponse<CheckResult | DeclaredArgument[]>;
  try {
    response = { id, result: 'kind' in request ? listArguments(request) : checkText(request) };
  } catch (error) {
    response = { id, error: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(response);
}

function listArguments({ text }: ArgumentsRequest): DeclaredArgument[] {
  return text.length > LARGEST_TEXT ? [] : declaredArguments(text);
}
