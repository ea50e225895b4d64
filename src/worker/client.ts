import type { CheckRequest, CheckResult, Progress, WorkerRequest, WorkerResponse } from './messages.ts';

/** How long one answer may take, in ms, before the worker is given up and started anew. */
export const ANSWER_WITHIN = 4_000;

/** How long a question beside the others may take, in ms. */
export const ASIDE_WITHIN = 1_500;

/** The part of a Worker that the client needs; tests hand in their own. */
export interface EngineWorker<Request = CheckRequest, Result = CheckResult> {
  postMessage(message: WorkerRequest<Request>): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<WorkerResponse<Result>>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** What the client needs of the world. */
export interface EngineClientOptions<Request = CheckRequest, Result = CheckResult> {
  /** Starts a worker; may throw where workers are not allowed. */
  readonly start: () => EngineWorker<Request, Result>;
  /** The same engine on this thread, for when no worker can run. */
  readonly inline: () => Promise<(request: Request) => Result | Promise<Result>>;
  readonly onResult: (result: Result, request: Request) => void;
  /** How far a long answer has come. */
  readonly onProgress?: (progress: Progress) => void;
  /** Said to the learner: what happened and what goes on. */
  readonly onTrouble: (message: string) => void;
  /** Milliseconds; `ANSWER_WITHIN` where absent. */
  readonly within?: number;
  /** Who works, as messages name it; "checker" where absent. */
  readonly name?: string;
}

/**
 * Asks the engine about the newest text. One request is under way at a time and only the newest waits, so
 * typing is never queued behind old answers. A worker that dies or hangs is replaced once for that text;
 * one that cannot start at all is replaced by the engine on this thread.
 */
export class EngineClient<Request = CheckRequest, Result = CheckResult> {
  private readonly options: EngineClientOptions<Request, Result>;
  private worker: EngineWorker<Request, Result> | undefined;
  private broken = false;
  private running: { id: number; request: Request; retried: boolean } | undefined;
  private waiting: Request | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastId = 0;
  private readonly asides = new Map<number, (answer: unknown) => void>();

  constructor(options: EngineClientOptions<Request, Result>) {
    this.options = options;
  }

  private get name(): string {
    return this.options.name ?? 'checker';
  }

  /** Asks; the answer comes to `onResult` unless a newer question overtakes it. */
  ask(request: Request): void {
    if (this.running) {
      this.waiting = request;
      return;
    }
    this.send(request, false);
  }

  /**
   * Asks the worker something beside the other questions: neither waits for the other or takes its place.
   * Undefined where no worker runs, it fails, or no answer comes within ASIDE_WITHIN; nobody is told.
   */
  aside<Answer>(question: unknown): Promise<Answer | undefined> {
    const { worker } = this;
    if (!worker || this.broken) return Promise.resolve(undefined);
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.asides.get(id)?.(undefined), ASIDE_WITHIN);
      this.asides.set(id, (answer) => {
        clearTimeout(timer);
        this.asides.delete(id);
        resolve(answer as Answer | undefined);
      });
      (worker as { postMessage(message: unknown): void }).postMessage({ id, request: question });
    });
  }

  /** Ends the worker. */
  dispose(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
    this.running = undefined;
    this.waiting = undefined;
  }

  private send(request: Request, retried: boolean): void {
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

  private startWorker(): EngineWorker<Request, Result> {
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

  private receive(response: WorkerResponse<Result>): void {
    const aside = this.asides.get(response.id);
    if (aside) {
      aside('result' in response ? response.result : undefined);
      return;
    }
    const running = this.running;
    if (!running || response.id !== running.id) return;
    if ('progress' in response) {
      this.options.onProgress?.(response.progress);
      return;
    }
    clearTimeout(this.timer);
    this.running = undefined;
    if ('result' in response) this.options.onResult(response.result, running.request);
    else
      this.options.onTrouble(
        `The ${this.name} could not read this text: ${response.error}. Your text is safe.`,
      );
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
        `The ${this.name} ${how} on this text. Your text is safe; it tries again when you type.`,
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

  private async answerInline(id: number, request: Request): Promise<void> {
    try {
      const check = await this.options.inline();
      this.receive({ id, result: await check(request) });
    } catch (error) {
      this.receive({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
