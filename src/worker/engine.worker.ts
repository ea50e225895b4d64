/** The engine off the main thread: one request in, one answer out, in order. */
import { explainWith } from '../checks/index.ts';
import { checkText } from './check-text.ts';
import type { WorkerRequest, WorkerResponse } from './messages.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** What the checks say besides their messages comes in a file of its own; without it they do their work all the same. */
const explained = import('../checks/prose.ts').then(
  ({ PROSE }) => explainWith(PROSE),
  () => undefined,
);

scope.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  // Answers keep the order of the questions: all wait for the same promise.
  void explained.then(() => answer(event));
});

function answer(event: MessageEvent<WorkerRequest>): void {
  const { id, request } = event.data;
  let response: WorkerResponse;
  try {
    response = { id, result: checkText(request) };
  } catch (error) {
    response = { id, error: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(response);
}
