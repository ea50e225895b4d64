/** Keys that work on every page: `?` for the sheet, `/` for the search. They can be switched off in the sheet. */
import { href } from '../../site/href.ts';

/** Key in the storage; `off` where single keys do nothing. */
export const SINGLE_KEYS = 'stagecraft:single-keys';

async function openSheet(): Promise<void> {
  const { showSheet } = await import('./shortcut-sheet.ts');
  showSheet();
}

/** True where a key is meant as text, or another program's. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const target = event.target instanceof Element ? event.target : null;
  return (
    target?.closest(
      'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=textbox], dialog[open]',
    ) != null
  );
}

function isOff(): boolean {
  try {
    return localStorage.getItem(SINGLE_KEYS) === 'off';
  } catch {
    return false;
  }
}

window.addEventListener('keydown', (event) => {
  if ((event.key !== '?' && event.key !== '/') || isTyping(event) || isOff()) return;
  event.preventDefault();
  if (event.key === '?') void openSheet();
  else {
    const field = document.querySelector<HTMLInputElement>('[data-search-field]');
    if (field) field.focus();
    else location.href = href('/search/');
  }
});
document.querySelector('[data-open-shortcuts]')?.addEventListener('click', () => void openSheet());
