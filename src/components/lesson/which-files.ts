/** Compares what the reader ticked with what the build has. */
class WhichFiles extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('[data-check]')?.addEventListener('click', () => this.check());
    // A new tick is a new answer: the old verdict would speak of something else.
    this.addEventListener('change', (event) => this.clear((event.target as Element).closest('li')));
  }

  private check(): void {
    const items = [...this.querySelectorAll<HTMLElement>('fieldset li')];
    let right = 0;
    for (const item of items) {
      const ticked = item.querySelector('input')?.checked ?? false;
      const there = item.dataset.there !== undefined;
      if (ticked === there) right++;
      item.dataset.result = ticked === there ? 'right' : 'wrong';
      const verdict = item.querySelector('[data-verdict]');
      if (verdict)
        verdict.textContent = `${ticked === there ? 'Right' : 'Not quite'}: it is ${there ? '' : 'not '}there.`;
      const why = item.querySelector<HTMLElement>('[data-why]');
      if (why) why.hidden = false;
    }
    const status = this.querySelector('[data-status]');
    if (status)
      status.textContent =
        right === items.length
          ? 'All right.'
          : `${right} of ${items.length} right. Change what you like, and check again.`;
  }

  private clear(item: HTMLElement | null): void {
    if (!item) return;
    delete item.dataset.result;
    const why = item.querySelector<HTMLElement>('[data-why]');
    if (why) why.hidden = true;
  }
}
customElements.define('which-files', WhichFiles);
