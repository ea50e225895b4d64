/** The simulated build off the main thread: one question in, one answer out, and word of how far it has come. */
import { explainWith } from '../checks/index.ts';
import { errorHelp, PROSE } from '../checks/prose.ts';
import { answer, worldOfLast } from './build.ts';
import type { BuildAnswer, BuildQuestion } from './build-messages.ts';
import type { WorkerRequest, WorkerResponse } from './messages.ts';
import { type ListRequest, type ListView, listStage } from './stage-listing.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
explainWith(PROSE, errorHelp);

scope.addEventListener('message', async (event: MessageEvent<WorkerRequest<BuildQuestion | ListRequest>>) => {
  const { id, request } = event.data;
  const reply = (response: WorkerResponse<BuildAnswer | ListView | undefined>): void =>
    scope.postMessage(response);
  try {
    if (request.kind === 'list') {
      const world = worldOfLast();
      reply({ id, result: world && (await listStage(request, world)) });
      return;
    }
    reply({ id, result: await answer(request, (progress) => reply({ id, progress })) });
  } catch (error) {
    reply({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
