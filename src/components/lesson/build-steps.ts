/** Shows one step of a build at a time, and marks its lines. */
class BuildSteps extends HTMLElement {
  private at = 0;
  private steps: HTMLElement[] = [];

  connectedCallback(): void {
    this.steps = [...this.querySelectorAll<HTMLElement>('.side > ol > li')];
    this.classList.add('stepping');
    this.querySelector('[data-next]')?.addEventListener('click', () => this.show(this.at + 1));
    this.querySelector('[data-previous]')?.addEventListener('click', () => this.show(this.at - 1));
    this.show(0);
  }

  private show(at: number): void {
    this.at = Math.min(Math.max(at, 0), this.steps.length - 1);
    for (const [index, step] of this.steps.entries()) step.hidden = index !== this.at;
    const now = this.steps[this.at];
    const from = Number(now?.dataset.from);
    const to = Number(now?.dataset.to);
    for (const line of this.querySelectorAll<HTMLElement>('[data-at]')) {
      const number = Number(line.dataset.at);
      line.classList.toggle('now', number >= from && number <= to);
    }
    const previous = this.querySelector<HTMLButtonElement>('[data-previous]');
    const next = this.querySelector<HTMLButtonElement>('[data-next]');
    // A button that is switched off loses the focus: it goes to the other one.
    if (this.at === this.steps.length - 1 && document.activeElement === next) {
      if (previous) previous.disabled = false;
      previous?.focus();
    }
    if (this.at === 0 && document.activeElement === previous) next?.focus();
    if (previous) previous.disabled = this.at === 0;
    if (next) next.disabled = this.at === this.steps.length - 1;
    const status = this.querySelector('[data-status]');
    if (status) status.textContent = `Step ${this.at + 1} of ${this.steps.length}`;
  }
}
customElements.define('build-steps', BuildSteps);
