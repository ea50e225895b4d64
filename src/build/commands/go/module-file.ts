/** go.mod and go.sum, as the Go Modules Reference describes them (https://go.dev/ref/mod). */

export interface Requirement {
  readonly path: string;
  readonly version: string;
  readonly indirect: boolean;
}

export interface Replacement {
  readonly path: string;
  /** Absent: every version is replaced. */
  readonly version?: string;
  /** A folder (`./lib`, `/lib`) or a module path. */
  readonly target: string;
  readonly targetVersion?: string;
}

export interface ModuleFile {
  readonly module: string;
  /** `1.24`; empty where there is no such line. */
  readonly go: string;
  readonly toolchain?: string;
  readonly require: readonly Requirement[];
  readonly replace: readonly Replacement[];
}

const DIRECTIVES: ReadonlySet<string> = new Set(
  'module go toolchain godebug require exclude replace retract tool ignore'.split(' '),
);

/** Reads a go.mod. `error` is what go says behind "go: errors parsing go.mod:". */
export function parseModuleFile(text: string): { readonly file: ModuleFile; readonly error?: string } {
  let module = '';
  let go = '';
  let toolchain: string | undefined;
  const require: Requirement[] = [];
  const replace: Replacement[] = [];
  let block: string | undefined;
  let error: string | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const comment = raw.indexOf('//');
    const line = (comment < 0 ? raw : raw.slice(0, comment)).trim();
    if (line === '') continue;
    const words = line.split(/\s+/).map(unquote);
    if (block !== undefined && line === ')') {
      block = undefined;
      continue;
    }
    let directive = block;
    if (directive === undefined) {
      directive = words.shift() ?? '';
      if (!DIRECTIVES.has(directive)) {
        error ??= `go.mod:${index + 1}: unknown directive: ${directive}`;
        continue;
      }
      if (words[0] === '(') {
        block = words[1] === ')' ? undefined : directive;
        continue;
      }
    }
    const [first = '', second = ''] = words;
    if (directive === 'module') module = first;
    else if (directive === 'go') go = first;
    else if (directive === 'toolchain') toolchain = first;
    else if (directive === 'require') {
      require.push({ path: first, version: second, indirect: /\/\/\s*indirect\b/.test(raw) });
    } else if (directive === 'replace') {
      const arrow = words.indexOf('=>');
      const [target = '', targetVersion] = words.slice(arrow + 1);
      replace.push({
        path: first,
        ...(arrow === 2 ? { version: second } : {}),
        target,
        ...(targetVersion === undefined ? {} : { targetVersion }),
      });
    }
  }
  const file = { module, go, ...(toolchain === undefined ? {} : { toolchain }), require, replace };
  return error === undefined ? { file } : { file, error };
}

/** A word of go.mod or go.work without its quotation marks. */
export function unquote(word: string): string {
  return /^["`].*["`]$/.test(word) ? word.slice(1, -1) : word;
}

/** Modules of which go.sum has the hash of the content, as `path version`. */
export function summed(text: string): ReadonlySet<string> {
  const sums = new Set<string>();
  for (const line of text.split('\n')) {
    const [path = '', version = ''] = line.trim().split(/\s+/);
    if (path !== '' && !version.endsWith('/go.mod')) sums.add(`${path} ${version}`);
  }
  return sums;
}

/** Whether version `a` of Go (`1.24`, `1.27.3`, `1.25rc1`) is newer than `b`. */
export function isNewerGo(a: string, b: string): boolean {
  const numbers = (version: string) => version.split(/[^0-9]+/).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < 3; at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** A module path as the module cache spells it: capitals become `!` and the small letter. */
export function escapePath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
