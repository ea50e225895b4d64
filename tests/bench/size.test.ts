import { expect, it } from 'vitest';
import { engineSizes } from './size.ts';

/**
 * Bytes, gzip, that the engine may have: what it has, and room for a sentence or two. Who needs more writes the
 * new figure here, and says in the commit what the reader of a page gets for it.
 */
const MOST = { frontEnd: 25_200, dockerChecks: 30_300, allChecks: 45_700 };

it('the engine weighs no more than it did', async () => {
  const sizes = await engineSizes();
  for (const [part, most] of Object.entries(MOST)) {
    const { gzip } = sizes[part as keyof typeof MOST];
    expect(gzip, part).toBeGreaterThan(0.9 * most);
    expect(gzip, part).toBeLessThanOrEqual(most);
  }
});
