/** Ends the present task: the browser answers what waits (a key, a click, a frame), then the caller goes on. */
export function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((done) => setTimeout(done));
}
