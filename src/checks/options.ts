import type { Analysis, Diagnostic } from '../dockerfile/index.ts';
import { explained, parseBool, quote } from '../dockerfile/index.ts';
import type { Check } from './define.ts';

/** What `# check=…` at the top of a Dockerfile asks for. */
export interface CheckOptions {
  /** Absent where nothing is asked for: then all rules are on that are no experiment of Docker's. */
  readonly isOn?: (check: Check) => boolean;
  /** `error=true`: a finding of one of Docker's rules stops the build. */
  readonly stops: boolean;
  /** What is wrong with the directive, in Docker's words; it stops the build. */
  readonly problem?: Diagnostic;
}

/** Names after `skip=` or `experimental=`. */
interface Names {
  readonly all: boolean;
  readonly names: ReadonlySet<string>;
}

const NONE: Names = { all: false, names: new Set() };

const DEFAULT: CheckOptions = { stops: false };

/** Reads `# check=skip=A,B;error=true;experimental=C` as Docker does. */
export function readCheckOptions({ parsed, source, stages }: Analysis): CheckOptions {
  const directive = parsed.directives.find(({ name }) => name === 'check');
  if (directive === undefined) return DEFAULT;
  // Docker reads no further than the first blank: of `skip=A, B` it sees `skip=A,`.
  const [text = ''] = directive.value.trim().split(' ', 1);
  let skip = NONE;
  let experimental = NONE;
  let stops = false;
  let problem: string | undefined;
  for (const part of text === '' ? [] : splitInThree(text)) {
    const equals = part.indexOf('=');
    const key = (equals === -1 ? part : part.slice(0, equals)).trim();
    const value = part.slice(equals + 1).trim();
    if (equals === -1) problem = `invalid check option ${quote(part)}`;
    else if (key === 'skip') skip = names(value);
    else if (key === 'experimental') experimental = names(value);
    else if (key !== 'error') problem = `invalid check option ${quote(key)}`;
    else {
      const bool = parseBool(value);
      if (bool !== undefined) stops = bool;
      else {
        const reason = `strconv.ParseBool: parsing ${quote(value)}: invalid syntax`;
        problem = `failed to parse check option ${quote(part)}: ${reason}`;
      }
    }
    if (problem !== undefined) break;
  }
  const isOn = ({ name, experimental: isExperimental }: Check) =>
    isExperimental === true
      ? experimental.all || experimental.names.has(name)
      : !skip.all && !skip.names.has(name);
  if (problem === undefined) return { isOn, stops };
  return {
    isOn,
    stops,
    problem: explained({
      stages,
      source,
      error: {
        rule: 'BuildError',
        severity: 'error',
        message: `failed to parse check options: ${problem}`,
        range: directive.range,
      },
    }),
  };
}

/** Docker splits at the first two semicolons; a third belongs to the value. */
function splitInThree(text: string): string[] {
  const parts = text.split(';');
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), parts.slice(2).join(';')];
}

function names(value: string): Names {
  if (value === 'all') return { all: true, names: new Set() };
  return { all: false, names: new Set(value.split(',').map((name) => name.trim())) };
}
