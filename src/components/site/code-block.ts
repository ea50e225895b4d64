/** The copy button of a code block. Lines that a diff removes are not copied. */
class CodeBlock extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    button?.addEventListener('click', async () => {
      const lines = [...this.querySelectorAll('.line:not(.remove)')].map((line) => line.textContent ?? '');
      let said = 'Copied';
      try {
        await navigator.clipboard.writeText(`${lines.join('\n').trimEnd()}\n`);
      } catch {
        // No permission, or no clipboard: mark the text, so that Ctrl+C does it.
        const code = this.querySelector('code');
        if (code) getSelection()?.selectAllChildren(code);
        said = 'Press Ctrl+C';
      }
      button.textContent = said;
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
  }
}
customElements.define('code-block', CodeBlock);
