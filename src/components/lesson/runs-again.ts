/** Compares the reader's prediction with the second build. */
type Answer = { readonly again: boolean; readonly why: string };

class RunsAgain extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('[data-check]')?.addEventListener('click', () => this.check());
    this.addEventListener('change', (event) => {
      const input = event.target as HTMLInputElement;
      // Another file is another question; a new tick is a new answer to this one.
      if (input.type === 'radio') {
        for (const item of this.items()) this.clear(item);
        for (const box of this.querySelectorAll<HTMLInputElement>('[type=checkbox]')) box.checked = false;
      } else this.clear(input.closest('li'));
      this.say('');
    });
  }

  private items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.steps li')];
  }

  private check(): void {
    const chosen = this.querySelector<HTMLInputElement>('[type=radio]:checked')?.value ?? '0';
    const answers = (JSON.parse(this.dataset.answers ?? '[]') as Answer[][])[Number(chosen)] ?? [];
    const items = this.items();
    let right = 0;
    for (const [at, item] of items.entries()) {
      const answer = answers[at];
      const why = item.querySelector<HTMLElement>('[data-why]');
      if (!answer || !why) continue;
      const fits = item.querySelector('input')?.checked === answer.again;
      if (fits) right++;
      item.dataset.result = fits ? 'right' : 'wrong';
      const verdict = document.createElement('b');
      verdict.textContent = `${fits ? 'Right' : 'Not quite'}: it ${answer.again ? 'runs again' : 'is taken from the cache'}.`;
      why.replaceChildren(verdict, ` ${answer.why}`);
      why.hidden = false;
    }
    this.say(
      right === items.length ? 'All right.' : `${right} of ${items.length} right. Try another file as well.`,
    );
  }

  private clear(item: HTMLElement | null): void {
    const why = item?.querySelector<HTMLElement>('[data-why]');
    if (!item || !why) return;
    delete item.dataset.result;
    why.hidden = true;
  }

  private say(words: string): void {
    const status = this.querySelector('[data-status]');
    if (status) status.textContent = words;
  }
}
customElements.define('runs-again', RunsAgain);
