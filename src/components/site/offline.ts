/** Keeps the site for when there is no network, and says when a new version waits. */
import { href } from '../../site/href.ts';

async function register(): Promise<void> {
  const { serviceWorker } = navigator;
  let registration: ServiceWorkerRegistration | undefined;
  try {
    registration = await serviceWorker.register(href('/service-worker.js'), { scope: href('/') });
  } catch {
    // Not allowed here (a private window, a file:// page): the site works, with a network.
    return;
  }
  // Where a browser's own tools block it, it says nothing at all.
  if (registration) await watch(registration);
}

async function watch(registration: ServiceWorkerRegistration): Promise<void> {
  const { serviceWorker } = navigator;
  const offer = (): void => {
    if (registration.waiting && serviceWorker.controller) void notice(registration);
  };
  offer();
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && offer());
  });
  // What this page has loaded before the worker was there: the editor, say.
  const ready = await serviceWorker.ready;
  const tell = (): void => {
    const urls = performance.getEntriesByType('resource').map(({ name }) => name);
    ready.active?.postMessage({ type: 'used', urls });
  };
  if (!serviceWorker.controller) {
    tell();
    setTimeout(tell, 5000);
    addEventListener('pagehide', tell);
  }
}

async function notice(registration: ServiceWorkerRegistration): Promise<void> {
  const { showUpdateNotice } = await import('./update-notice.ts');
  showUpdateNotice(() => registration.waiting?.postMessage({ type: 'take-over' }));
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // After everything that the reader came for.
  const later = (): void => void register();
  const idle = (): void =>
    void ('requestIdleCallback' in window ? requestIdleCallback(later) : setTimeout(later, 500));
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { once: true });
}
