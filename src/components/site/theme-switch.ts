/** Key of the chosen theme; `public/theme.js` reads it before the first paint. */
const key = 'stagecraft:theme';

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    const root = document.documentElement;
    const chosen = root.dataset.theme ?? 'system';
    for (const input of this.querySelectorAll('input')) input.checked = input.value === chosen;
    this.addEventListener('change', (event) => {
      const { value } = event.target as HTMLInputElement;
      if (value === 'system') delete root.dataset.theme;
      else root.dataset.theme = value;
      try {
        if (value === 'system') localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Storage is not available: the choice holds for this page.
      }
      // The editor paints its own colours: it listens for this.
      document.dispatchEvent(new CustomEvent('stagecraft:theme', { detail: value }));
    });
  }
}
customElements.define('theme-switch', ThemeSwitch);
