import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineClient, type EngineWorker } from './client.ts';
import type { CheckRequest, CheckResult, WorkerRequest } from './messages.ts';

const ask = (text: string) => ({ text, files: [], exercise: { id: 'x' } }) as unknown as CheckRequest;
const answer = (text: string) => ({ stages: [], problems: [], report: { text } }) as unknown as CheckResult;

class FakeWorker implements EngineWorker {
  readonly sent: WorkerRequest[] = [];
  ended = false;
  onmessage: EngineWorker['onmessage'] = null;
  onerror: EngineWorker['onerror'] = null;
  postMessage(message: WorkerRequest): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  reply(): void {
    const last = this.sent.at(-1) as WorkerRequest;
    this.onmessage?.({ data: { id: last.id, result: answer(last.request.text) } } as MessageEvent);
  }
  crash(): void {
    this.onerror?.({} as ErrorEvent);
  }
}

function bench(start?: () => EngineWorker) {
  const workers: FakeWorker[] = [];
  const results: string[] = [];
  const troubles: string[] = [];
  const client = new EngineClient({
    start:
      start ??
      (() => {
        const worker = new FakeWorker();
        workers.push(worker);
        return worker;
      }),
    inline: async () => (request) => answer(`inline ${request.text}`),
    onResult: (result) => results.push((result.report as unknown as { text: string }).text),
    onTrouble: (message) => troubles.push(message),
    within: 100,
  });
  return { client, workers, results, troubles };
}

describe('EngineClient', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('answers, and asks only for the newest of what came meanwhile', () => {
    const { client, workers, results } = bench();
    client.ask(ask('a'));
    client.ask(ask('b'));
    client.ask(ask('c'));
    workers[0]?.reply();
    workers[0]?.reply();
    expect(workers[0]?.sent.map((message) => message.request.text)).toEqual(['a', 'c']);
    expect(results).toEqual(['a', 'c']);
  });

  it('replaces a worker that hangs and asks once more, then says so and goes on', () => {
    const { client, workers, results, troubles } = bench();
    client.ask(ask('a'));
    vi.advanceTimersByTime(100);
    expect(workers[0]?.ended).toBe(true);
    expect(workers[1]?.sent[0]?.request.text).toBe('a');
    vi.advanceTimersByTime(100);
    expect(troubles).toHaveLength(1);
    client.ask(ask('b'));
    workers[2]?.reply();
    expect(results).toEqual(['b']);
  });

  it('replaces a worker that dies after it had answered', () => {
    const { client, workers, results } = bench();
    client.ask(ask('a'));
    workers[0]?.reply();
    client.ask(ask('b'));
    workers[0]?.crash();
    workers[1]?.reply();
    expect(results).toEqual(['a', 'b']);
  });

  it('takes the engine on this thread where no worker can start or load', async () => {
    const blocked = bench(() => {
      throw new Error('SecurityError');
    });
    blocked.client.ask(ask('a'));
    await vi.runAllTimersAsync();
    expect(blocked.results).toEqual(['inline a']);

    const unloaded = bench();
    unloaded.client.ask(ask('a'));
    unloaded.workers[0]?.crash();
    await vi.runAllTimersAsync();
    unloaded.client.ask(ask('b'));
    await vi.runAllTimersAsync();
    expect(unloaded.results).toEqual(['inline a', 'inline b']);
  });
});
