/** The words and flags of a call of npm. */

/** Options that take the next word. */
const VALUES: ReadonlySet<string> = new Set(
  'omit include prefix cache registry loglevel workspace w C userconfig install-strategy fetch-retries fetch-timeout maxsockets tag'.split(
    ' ',
  ),
);

interface Arguments {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** Words, flags by name, and what stands behind `--`. */
export function parse(args: readonly string[]): Arguments {
  const words: string[] = [];
  const flags = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (arg === '--') return { words, flags, rest: args.slice(at + 1) };
    if (!arg.startsWith('-') || arg === '-') {
      words.push(arg);
      continue;
    }
    const [name = '', value] = splitFlag(arg);
    if (value !== undefined) flags.set(name, value);
    else if (VALUES.has(name)) {
      at += 1;
      flags.set(name, [flags.get(name), args[at] ?? ''].filter(Boolean).join(','));
    } else flags.set(name, 'true');
  }
  return { words, flags, rest: [] };
}

function splitFlag(arg: string): [string, string | undefined] {
  const bare = arg.replace(/^--?/, '');
  const equals = bare.indexOf('=');
  return equals < 0 ? [bare, undefined] : [bare.slice(0, equals), bare.slice(equals + 1)];
}
