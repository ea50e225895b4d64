/** Flags of build, install, run, test and vet (`go help build`). */
import { GoFailure } from './failure.ts';

const VALUES: ReadonlySet<string> = new Set(
  'o C p asmflags buildmode buildvcs compiler covermode coverpkg exec gccgoflags gcflags installsuffix ldflags mod modfile overlay pgo pkgdir tags toolexec'.split(
    ' ',
  ),
);
const SWITCHES: ReadonlySet<string> = new Set(
  'a n race msan asan cover v work x asan trimpath linkshared modcacherw json buildvcs'.split(' '),
);
const TEST_VALUES: ReadonlySet<string> = new Set(
  'run bench benchtime count coverprofile cpu fuzz fuzztime list parallel skip timeout outputdir shuffle vet blockprofile cpuprofile memprofile mutexprofile trace'.split(
    ' ',
  ),
);
const TEST_SWITCHES: ReadonlySet<string> = new Set('c failfast short benchmem fullpath i args'.split(' '));

export interface BuildFlags {
  readonly values: ReadonlyMap<string, string>;
  readonly packages: readonly string[];
}

/** Reads flags and package patterns. Throws GoFailure with go's usage error. */
export function parseFlags(
  command: string,
  args: readonly string[],
  inherited: readonly string[],
): BuildFlags {
  const values = new Map<string, string>();
  const test = command === 'test';
  const known = (name: string) =>
    SWITCHES.has(name) || VALUES.has(name) || (test && (TEST_SWITCHES.has(name) || TEST_VALUES.has(name)));
  for (const flag of inherited) {
    const [name = '', value = 'true'] = split(flag);
    if (known(name)) values.set(name, value);
  }
  const packages: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (!arg.startsWith('-') || arg === '-') {
      if (test) {
        packages.push(arg);
        continue;
      }
      // Flags end at the first package.
      packages.push(...args.slice(at));
      break;
    }
    const [name = '', value] = split(arg);
    if (!known(name)) {
      throw new GoFailure(`flag provided but not defined: -${name}\n${usage(command)}`, 2);
    }
    if (name === 'args') break;
    if (value !== undefined) values.set(name, value);
    else if (SWITCHES.has(name) || TEST_SWITCHES.has(name)) values.set(name, 'true');
    else {
      at += 1;
      const next = args[at];
      if (next === undefined) throw new GoFailure(`flag needs an argument: -${name}\n${usage(command)}`, 2);
      values.set(name, next);
    }
  }
  return { values, packages };
}

function split(flag: string): [string, string | undefined] {
  const bare = flag.replace(/^--?/, '');
  const equals = bare.indexOf('=');
  return equals < 0 ? [bare, undefined] : [bare.slice(0, equals), bare.slice(equals + 1)];
}

const USAGES: Readonly<Record<string, string>> = {
  build: 'go build [-o output] [build flags] [packages]',
  install: 'go install [build flags] [packages]',
  run: 'go run [build flags] [-exec xprog] package [arguments...]',
  test: 'go test [build/test flags] [packages] [build/test flags & test binary flags]',
  vet: 'go vet [build flags] [-vettool prog] [vet flags] [packages]',
};

function usage(command: string): string {
  return `usage: ${USAGES[command] ?? `go ${command}`}\nRun 'go help ${command}' for details.`;
}
