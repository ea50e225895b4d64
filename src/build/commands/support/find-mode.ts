/** A mode as find takes it: octal digits, or symbols on top of nothing. */
import { modeChange } from './mode-change.ts';

/** Bits of `755`, `u+x`, `g=w,o=r`; undefined for anything else. */
export function changeMode(text: string): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return Number.parseInt(text, 8);
  return modeChange(text)?.(0, false);
}
