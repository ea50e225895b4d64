import type { CheckRequest, CheckResult, WorkerRequest, WorkerResponse } from './messages.ts';

/** How long one answer may take, in ms, before the worker is given up and started anew. */
export const ANSWER_WITHIN = 4_000;

/** The part of a Worker that the client needs; tests hand in their own. */
export interface EngineWorker {
  postMessage(message: WorkerRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerResponse>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** What the client needs of the world. */
export interface EngineClientOptions {
  /** Starts a worker; may throw where workers are not allowed. */
  readonly start: () => EngineWorker;
  /** The same engine on this thread, for when no worker can run. */
  readonly inline: () => Promise<(request: CheckRequest) => CheckResult>;
  readonly onResult: (result: CheckResult, request: CheckRequest) => void;
  /** Said to the learner: what happened and what goes on. */
  readonly onTrouble: (message: string) => void;
  /** Milliseconds; `ANSWER_WITHIN` where absent. */
  readonly within?: number;
}

/**
 * Asks the engine about the newest text. One request is under way at a time and only the newest waits, so
 * typing is never queued behind old answers. A worker that dies or hangs is replaced once for that text;
 * one that cannot start at all is replaced by the engine on this thread.
 */
export class EngineClient {
  private readonly options: EngineClientOptions;
  private worker: EngineWorker | undefined;
  private broken = false;
  private running: { id: number; request: CheckRequest; retried: boolean } | undefined;
  private waiting: CheckRequest | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastId = 0;

  constructor(options: EngineClientOptions) {
    this.options = options;
  }

  /** Asks; the answer comes to `onResult` unless a newer question overtakes it. */
  ask(request: CheckRequest): void {
    if (this.running) {
      this.waiting = request;
      return;
    }
    this.send(request, false);
  }

  /** Ends the worker. */
  dispose(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
    this.running = undefined;
    this.waiting = undefined;
  }

  private send(request: CheckRequest, retried: boolean): void {
    const id = ++this.lastId;
    this.running = { id, request, retried };
    if (this.broken) {
      void this.answerInline(id, request);
      return;
    }
    try {
      this.worker ??= this.startWorker();
    } catch {
      this.giveUpWorker();
      return;
    }
    this.timer = setTimeout(() => this.fail(id, 'took too long'), this.options.within ?? ANSWER_WITHIN);
    this.worker.postMessage({ id, request });
  }

  private startWorker(): EngineWorker {
    const worker = this.options.start();
    let answered = false;
    worker.onmessage = (event) => {
      answered = true;
      this.receive(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      // A worker that never answered did not load: another one would not either.
      if (!answered) this.giveUpWorker();
      else if (this.running) this.fail(this.running.id, 'stopped');
    };
    return worker;
  }

  private receive(response: WorkerResponse): void {
    const running = this.running;
    if (!running || response.id !== running.id) return;
    clearTimeout(this.timer);
    this.running = undefined;
    if ('result' in response) this.options.onResult(response.result, running.request);
    else
      this.options.onTrouble(`The checker could not read this text: ${response.error}. Your text is safe.`);
    this.next();
  }

  private next(): void {
    const request = this.waiting;
    this.waiting = undefined;
    if (request) this.send(request, false);
  }

  /** The worker hangs or died: a new one, and the newest text once more. */
  private fail(id: number, how: string): void {
    const running = this.running;
    if (!running || running.id !== id) return;
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
    this.running = undefined;
    const newest = this.waiting;
    this.waiting = undefined;
    if (newest) this.send(newest, false);
    else if (!running.retried) this.send(running.request, true);
    else
      this.options.onTrouble(
        `The checker ${how} on this text. Your text is safe; it checks again when you type.`,
      );
  }

  private giveUpWorker(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
    this.broken = true;
    const running = this.running;
    if (running) void this.answerInline(running.id, this.waiting ?? running.request);
    this.waiting = undefined;
  }

  private async answerInline(id: number, request: CheckRequest): Promise<void> {
    try {
      const check = await this.options.inline();
      this.receive({ id, result: check(request) });
    } catch (error) {
      this.receive({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
