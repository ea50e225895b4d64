import { suggest } from '../instructions/index.ts';

/** Comparisons that one analysis may spend: enough for any file that a person writes. */
const BUDGET = 50_000;

/**
 * "Did you mean" for variables. Each unset variable is compared with all that are set; a file with
 * thousands of both would take minutes, so after `BUDGET` comparisons there are no more suggestions.
 */
export class Suggestions {
  #left = BUDGET;

  /** The name that was probably meant; undefined where none is near. */
  find(name: string, names: () => Iterable<string>): string | undefined {
    if (this.#left <= 0) return undefined;
    const options = [...names()].filter((option) => option !== '');
    this.#left -= options.length;
    return suggest(name, options);
  }
}
