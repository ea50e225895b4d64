import type { BuildView, LayerView } from '../../worker/build-messages.ts';
import type { Gainable } from './advice.ts';

/** What is read of a build. */
interface Built {
  readonly image?: { readonly layers: readonly Pick<LayerView, 'base' | 'line' | 'size'>[] };
}
type Place = { readonly range: { readonly start: { readonly line: number; readonly character: number } } };

/**
 * Bytes of the layer that a finding stands in, of a build of this text: in FROM all that the base brought. That is
 * the most that following the advice can gain.
 */
export function gainableIn(
  build: Built | BuildView | undefined,
  text: string,
): Gainable & ((problem: Place) => number | undefined) {
  const layers = build?.image?.layers ?? [];
  const base = layers.filter((layer) => layer.base).reduce((sum, { size }) => sum + size.bytes, 0);
  const own = new Map(layers.filter((layer) => !layer.base).map(({ line, size }) => [line, size.bytes]));
  const lines = text.split('\n');
  const start = (line: number): number => {
    // A finding may stand on a line that goes on from the one above.
    while (line > 0 && !own.has(line) && /[\\`]\s*$/.test(lines[line - 1] ?? '')) line--;
    return line;
  };
  return ({ range }: Place) => {
    const line = start(range.start.line);
    const bytes = /^\s*from\s/i.test(lines[line] ?? '') ? base : own.get(line);
    return bytes === undefined || bytes === 0 ? undefined : bytes;
  };
}
