import type { Diagnostic } from '../../dockerfile/index.ts';
import type { BuildView } from '../../worker/build-messages.ts';
import type { CheckResult } from '../../worker/messages.ts';
import type { Announcer } from '../workbench/announcer.ts';
import { adviceView } from './advice-view.ts';
import type { PlaygroundParts } from './elements.ts';
import { gainableIn } from './gainable.ts';

/** The pane of advice: what the checks found, best first, once more in another order when a build tells bytes. */
export class AdvicePanel {
  /** In the order in which they are shown: `data-fix` counts by it. */
  problems: readonly Diagnostic[] = [];
  private readonly parts: PlaygroundParts;
  private readonly checksHref: string;
  private readonly announcer: Announcer;
  private result: CheckResult | undefined;
  private shown = '';

  constructor(parts: PlaygroundParts, checksHref: string, announcer: Announcer) {
    this.parts = parts;
    this.checksHref = checksHref;
    this.announcer = announcer;
  }

  /** @param result of the checker, where there is a new one. */
  show(text: string, build: BuildView | undefined, result = this.result): void {
    this.result = result;
    if (!result) return;
    const { advice, noAdvice, summary, count } = this.parts;
    const view = adviceView(result.problems, result.stages, this.checksHref, gainableIn(build, text));
    this.problems = view.problems;
    if (view.html !== this.shown) advice.innerHTML = view.html;
    this.shown = view.html;
    noAdvice.hidden = view.problems.length > 0;
    summary.textContent = view.summary;
    count.textContent = String(view.problems.length);
    this.announcer.later(view.summary);
  }
}
