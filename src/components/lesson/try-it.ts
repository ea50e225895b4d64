/** The small editor of a lesson is loaded when the reader comes near it: a lesson is to be read first. */
class TryIt extends HTMLElement {
  private readonly watcher = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) this.load();
    },
    { rootMargin: '300px' },
  );

  connectedCallback(): void {
    this.watcher.observe(this);
    this.addEventListener('focusin', () => this.load(), { once: true });
  }

  disconnectedCallback(): void {
    this.watcher.disconnect();
  }

  private load(): void {
    this.watcher.disconnect();
    import('./try-it-live.ts').then(
      ({ bringToLife }) => bringToLife(this),
      // It stays what it is without script: a Dockerfile with its picture.
      (error) => console.warn('The small editor did not load:', error),
    );
  }
}
customElements.define('try-it', TryIt);
