/**
 * Command lines as getopt_long(3) reads them: clusters of short options, glued and separate arguments,
 * long names with `=`, unique beginnings of long names, `--`.
 */

/** What an option is: its short letter or long name, and whether it takes an argument. */
export interface OptionSpec {
  /** Letters as in getopt: `ab:` means `-a` and `-b ARGUMENT`. */
  readonly short: string;
  /** Long names; the value is the short letter (or any name) under which it is stored. */
  readonly long?: Readonly<Record<string, string>>;
  /** Stored names, besides letters of `short` with a colon, that take an argument. */
  readonly withValue?: readonly string[];
  /** Options end at the first word that is none (as with `env`, `su-exec`). */
  readonly stopAtOperand?: boolean;
}

/** A command line, taken apart. */
export interface Options {
  /** By stored name; the last one where it was repeated, the empty string where it has no argument. */
  readonly values: ReadonlyMap<string, string>;
  /** Every value of a repeated option, in order. */
  readonly all: (name: string) => readonly string[];
  readonly has: (name: string) => boolean;
  readonly operands: readonly string[];
  /** What is wrong: the option as it was written. */
  readonly error?: {
    readonly kind: 'unknown' | 'argument' | 'ambiguous';
    /** A letter or a long name without dashes. */
    readonly option: string;
    readonly long: boolean;
  };
}

/** Takes a command line apart. Never throws: what is wrong is in `error`. */
export function readOptions(args: readonly string[], spec: OptionSpec): Options {
  const list: [name: string, value: string][] = [];
  const operands: string[] = [];
  let error: Options['error'];
  const takesValue = (name: string) => {
    if (spec.withValue?.includes(name)) return true;
    const at = name.length === 1 ? spec.short.indexOf(name) : -1;
    return at >= 0 && spec.short[at + 1] === ':';
  };
  let at = 0;
  for (; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const written = equals < 0 ? word.slice(2) : word.slice(2, equals);
      const names = Object.keys(spec.long ?? {});
      const exact = names.includes(written) ? [written] : names.filter((one) => one.startsWith(written));
      const targets = new Set(exact.map((one) => spec.long?.[one]));
      const name = exact[0] === undefined ? undefined : spec.long?.[exact[0]];
      if (name === undefined || targets.size > 1) {
        error ??= { kind: targets.size > 1 ? 'ambiguous' : 'unknown', option: written, long: true };
        continue;
      }
      if (!takesValue(name)) list.push([name, equals < 0 ? '' : word.slice(equals + 1)]);
      else if (equals >= 0) list.push([name, word.slice(equals + 1)]);
      else if (at + 1 < args.length) list.push([name, args[++at] ?? '']);
      else error ??= { kind: 'argument', option: written, long: true };
      continue;
    }
    if (word.length > 1 && word.startsWith('-')) {
      for (let letter = 1; letter < word.length; letter += 1) {
        const name = word[letter] ?? '';
        if (name === ':' || !spec.short.includes(name)) {
          error ??= { kind: 'unknown', option: name, long: false };
          continue;
        }
        if (!takesValue(name)) {
          list.push([name, '']);
          continue;
        }
        const glued = word.slice(letter + 1);
        if (glued !== '') list.push([name, glued]);
        else if (at + 1 < args.length) list.push([name, args[++at] ?? '']);
        else error ??= { kind: 'argument', option: name, long: false };
        break;
      }
      continue;
    }
    if (spec.stopAtOperand) {
      operands.push(...args.slice(at));
      break;
    }
    operands.push(word);
  }
  const values = new Map(list);
  return {
    values,
    all: (name) => list.filter(([one]) => one === name).map(([, value]) => value),
    has: (name) => values.has(name),
    operands,
    ...(error ? { error } : {}),
  };
}
