/**
 * "A new version is here": a bar at the foot of the window, with the reload in the reader's hand. Drafts are
 * written at every keystroke, so a reload loses none; where the browser keeps nothing, it says so first.
 */
let shown = false;

/** @param takeOver Lets the waiting service worker take over; the page reloads when it has. */
export function showUpdateNotice(takeOver: () => void): void {
  if (shown) return;
  shown = true;
  const bar = document.createElement('aside');
  bar.className = 'update-notice no-print';
  bar.setAttribute('aria-label', 'New version');
  const text = document.createElement('p');
  text.setAttribute('role', 'status');
  const later = button('Later', () => bar.remove());
  const reload = button('Reload', async () => {
    const warning = await unsaved();
    if (warning && reload.dataset.warned === undefined) {
      text.textContent = warning;
      reload.dataset.warned = '';
      reload.textContent = 'Reload all the same';
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    takeOver();
  });
  reload.classList.add('primary');
  bar.append(text, reload, later);
  document.body.append(bar);
  // A status is announced when its text comes after it.
  text.textContent = 'A new version of Stagecraft is here. Your drafts are kept.';
}

/** What a reload would lose: only where the browser keeps nothing. */
async function unsaved(): Promise<string | undefined> {
  if (!document.querySelector('stage-workbench, stage-playground')) return undefined;
  const { progress } = await import('../../progress/store.ts');
  const lost = progress().notices.some(({ kind }) => kind === 'full' || kind === 'unavailable');
  return lost
    ? 'Your browser does not keep your text: copy it, or export your progress, before you reload.'
    : undefined;
}

function button(label: string, run: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'button small';
  element.textContent = label;
  element.addEventListener('click', run);
  return element;
}
