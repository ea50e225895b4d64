import { withSuggestion } from '../instructions/index.ts';
import type { FromInstruction, Word } from '../instructions/types.ts';
import { expandWord } from '../shell/word.ts';
import { type FromDraft, fail, type Resolving } from './draft.ts';
import { partOf } from './expand.ts';
import { formatPlatform, parsePlatform } from './platform.ts';
import type { ExpandedName } from './types.ts';

const NOTHING: readonly never[] = [];

/** A word of FROM, and what is wrong with it. */
export interface Expansion {
  readonly name: ExpandedName;
  readonly failed?: boolean;
  readonly error?: string;
}

/** A name behind FROM, or its platform, with the global ARGs replaced; an error of the base's name is reported. */
export function expandName(resolving: Resolving, word: Word, from: FromInstruction): Expansion {
  const { scope, declared } = resolving.globals;
  const { text, uses, error } = expandWord(word.text, scope, { escapeToken: resolving.escapeToken });
  if (uses.length === 0 && error === undefined) return { name: { text, used: NOTHING, unset: NOTHING } };
  const [only] = uses;
  // Most names have one variable, and it is set.
  if (only?.set && uses.length === 1 && error === undefined) {
    return { name: { text, used: [only.name], unset: NOTHING } };
  }
  const used = new Set<string>();
  const unset = new Map<string, ExpandedName['unset'][number]>();
  for (const { name, start, end, set } of uses) {
    if (set) used.add(name);
    else if (!unset.has(name)) {
      const suggestion = resolving.suggestions.find(
        name,
        () => new Set([...declared.keys(), ...scope.keys()]),
      );
      unset.set(name, {
        name,
        range: partOf(word, start, end),
        declared: declared.has(name),
        suggestion,
      });
    }
  }
  const name = { text, used: [...used], unset: [...unset.values()] };
  if (error === undefined) return { name };
  if (word === from.baseName) fail(resolving, 'from', error, word.range, from);
  return { name, failed: true, error };
}

/** The value of FROM's --platform. */
export function expandPlatform(resolving: Resolving, from: FromInstruction, word: Word): Partial<FromDraft> {
  const { name, failed, error } = expandName(resolving, word, from);
  const out: Partial<FromDraft> = { platformExpansion: name };
  const withHint = (message: string) => {
    const found = name.unset
      .map((unset) => resolving.suggestions.find(unset.name, () => resolving.globals.scope.keys()))
      .find((match) => match !== undefined);
    return withSuggestion(message, found);
  };
  if (failed === true) {
    fail(
      resolving,
      'from',
      `failed to process arguments for platform ${name.text}: ${error}`,
      word.range,
      from,
    );
    return out;
  }
  if (name.text === '') {
    fail(resolving, 'from', withHint(`empty platform value from expression ${word.text}`), word.range, from);
    return out;
  }
  const platform = parsePlatform(name.text);
  if ('error' in platform) {
    const message = `failed to parse platform ${word.text}: ${withHint(platform.error)}`;
    fail(resolving, 'from', message, word.range, from);
    return out;
  }
  return { ...out, platform: formatPlatform(platform) };
}
