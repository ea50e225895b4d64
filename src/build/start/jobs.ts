/** What runs behind `&` in the script that a container starts. */
import type { Complete } from '../shell/types.ts';

interface Job {
  exitCode?: number;
  /** What of it goes on for as long as anybody looks. */
  runs?: string;
  /** Seconds that it has slept. */
  slept: number;
}

/** The jobs of one container, by number. Numbers stand for process ids. */
export class Jobs {
  private readonly all = new Map<number, Job>();
  /** Those that are being run, the innermost last. */
  private readonly open: number[] = [];
  private next = 7;

  /** The number of the next job. */
  number(): number {
    return this.next++;
  }

  /** The job whose commands are being run. */
  get current(): Job | undefined {
    return this.all.get(this.open.at(-1) ?? -1);
  }

  /** Whether there was ever a job. */
  get any(): boolean {
    return this.all.size > 0;
  }

  /** What still runs in the background. */
  get running(): string | undefined {
    return [...this.all.values()].find(({ runs }) => runs !== undefined)?.runs;
  }

  /**
   * `begin N`, `end N CODE`, and the builtins that speak of jobs.
   * @param waitsFor called where the shell waits for something that goes on
   */
  do(words: readonly string[], waitsFor: (what: string) => void): Complete {
    const [verb, ...rest] = words;
    const said = (exitCode: number): Complete => ({ stdout: '', stderr: '', exitCode });
    const number = Number(rest[0] ?? 0);
    if (verb === 'begin') {
      this.all.set(number, { slept: 0 });
      this.open.push(number);
      return said(0);
    }
    if (verb === 'end') {
      this.open.pop();
      const job = this.all.get(number);
      if (job && job.runs === undefined) job.exitCode = Number(rest[1] ?? 0);
      return said(0);
    }
    const asked = rest.filter((word) => /^\d+$/.test(word)).map(Number);
    if (verb === 'kill') return this.kill(rest, asked);
    if (verb !== 'wait' && verb !== 'fg') return said(0);
    const jobs = asked.length > 0 ? asked.map((one) => this.all.get(one)) : [...this.all.values()];
    const anyOne = rest.includes('-n');
    const ended = jobs.find((job) => job?.runs === undefined && job?.exitCode !== undefined);
    if (anyOne && ended) return said(ended.exitCode ?? 0);
    const waiting = jobs.find((job) => job?.runs !== undefined);
    if (waiting?.runs !== undefined) waitsFor(waiting.runs);
    if (asked.length === 0 && !anyOne) return said(0);
    const last = jobs.at(-1);
    return said(last === undefined ? 127 : (last.exitCode ?? 0));
  }

  private kill(words: readonly string[], asked: readonly number[]): Complete {
    const alive = asked.every((one) => this.all.get(one)?.runs !== undefined);
    if (words[0] !== '-0')
      for (const one of asked) {
        const job = this.all.get(one);
        if (job?.runs === undefined) continue;
        delete job.runs;
        job.exitCode = 143;
      }
    return { stdout: '', stderr: '', exitCode: alive ? 0 : 1 };
  }
}
