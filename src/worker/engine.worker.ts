/** The engine off the main thread: one request in, one answer out, in order. */
import { check } from './check.ts';
import type { WorkerRequest, WorkerResponse } from './messages.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  const { id, request } = event.data;
  let response: WorkerResponse;
  try {
    response = { id, result: check(request) };
  } catch (error) {
    response = { id, error: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(response);
});
