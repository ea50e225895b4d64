/** What a call of pip asks for: requirements, projects, things from elsewhere; and what they depend on. */
import { dirname } from '../../../filesystem/path.ts';
import type { ToolCall } from '../../types.ts';
import { DISTRIBUTIONS, parseRequirement, type Requirement } from '../packages.ts';
import { type Options, PipFailure } from './options.ts';

interface Wanted {
  readonly requirements: readonly Requirement[];
  /** Folders of projects: `.` */
  readonly projects: readonly string[];
  /** Something that is fetched from elsewhere: nobody knows what it brings. */
  readonly elsewhere: readonly string[];
}

/** What the words and requirements files of a call ask for. */
export function wantedOf(call: ToolCall, options: Options): Wanted {
  const requirements: Requirement[] = [];
  const projects: string[] = [];
  const elsewhere: string[] = [];
  const add = (text: string, where = '') => {
    checkOperator(text, where);
    const one = parseRequirement(text);
    if (one && !call.files.isFile(text)) requirements.push(one);
    else if (text.includes('://') || / @ /.test(text) || /\.(whl|tar\.gz|zip)$/.test(text))
      elsewhere.push(text);
    else projects.push(text.replace(/\[.*\]$/, ''));
  };
  const readFile = (path: string, depth: number) => {
    if (call.files.stat(path).kind === 'absent') {
      throw new PipFailure(
        `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${path}'`,
      );
    }
    const text = call.files.isFile(path) ? call.files.read(path) : undefined;
    if (text === undefined) {
      call.unknown(`what ${path} asks for is not known`);
      elsewhere.push(path);
      return;
    }
    for (const [index, raw] of text.replace(/\\\n/g, ' ').split('\n').entries()) {
      const line = raw.replace(/(^|\s)#.*$/, '').trim();
      if (line === '') continue;
      const nested = /^(?:-r|--requirement)[ =]?\s*(\S+)$/.exec(line)?.[1];
      const editable = /^(?:-e|--editable)[ =]?\s*(\S+)$/.exec(line)?.[1];
      if (nested !== undefined && depth < 10)
        readFile(nested.startsWith('/') ? nested : `${dirname(path)}/${nested}`, depth + 1);
      else if (editable !== undefined) add(editable);
      else if (!line.startsWith('-'))
        add(line.replace(/\s--hash=\S+/g, ''), ` (from line ${index + 1} of ${path})`);
    }
  };
  for (const file of options.values.get('requirement') ?? []) readFile(file, 0);
  for (const one of [...options.words, ...(options.values.get('editable') ?? [])]) add(one);
  return { requirements, projects, elsewhere };
}

/** Throws PipFailure for `flask=3.1`, which is no comparison. */
function checkOperator(text: string, where: string): void {
  const name = /^([A-Za-z0-9][A-Za-z0-9._-]*)=[^=]/.exec(text)?.[1];
  if (name === undefined) return;
  throw new PipFailure(
    `ERROR: Invalid requirement: '${text}': Expected semicolon (after name with no version specifier) or end\n    ${text}\n    ${' '.repeat(name.length)}^${where}\nHint: = is not a valid operator. Did you mean == ?`,
  );
}

/** Throws PipFailure for a folder that is no project. */
export function checkProjects(call: ToolCall, projects: readonly string[]): void {
  for (const folder of projects) {
    const found = call.files.stat(folder);
    if (found.kind === 'absent') {
      throw new PipFailure(
        `ERROR: Invalid requirement: '${folder}': Expected package name at the start of dependency specifier\n    ${folder}\n    ^\nHint: It looks like a path. File '${folder}' does not exist.`,
      );
    }
    const known = ['setup.py', 'pyproject.toml'].some(
      (name) => call.files.stat(`${folder}/${name}`).kind !== 'absent',
    );
    if (!known)
      throw new PipFailure(
        `ERROR: Directory '${folder}' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.`,
      );
  }
}

/** With --no-index everything must be in the folders of --find-links. */
export function offline(call: ToolCall, options: Options, requirements: readonly Requirement[]): void {
  if (!options.switches.has('no-index')) return;
  const folders = options.values.get('find-links') ?? [];
  const wheels = folders.flatMap((folder) =>
    call.files.list(folder).map((name) => name.toLowerCase().replaceAll('-', '_')),
  );
  const incomplete = folders.some((folder) => {
    const found = call.files.stat(folder);
    return (
      found.kind === 'unknown' ||
      (found.kind === 'found' && found.entry.type === 'directory' && found.entry.unlisted !== undefined)
    );
  });
  for (const one of requirements) {
    if (wheels.some((name) => name.startsWith(`${one.name.replaceAll('-', '_')}_`))) continue;
    if (incomplete) continue;
    throw new PipFailure(
      `ERROR: Could not find a version that satisfies the requirement ${one.text} (from versions: none)\nERROR: No matching distribution found for ${one.text}`,
    );
  }
}

interface Closure {
  readonly list: readonly Requirement[];
  /** Names of those of which nobody here knows what they depend on. */
  readonly unknown: readonly string[];
}

/** Requirements with everything that they depend on. */
export function closure(requirements: readonly Requirement[], withDependencies: boolean): Closure {
  const found = new Map<string, Requirement>();
  const unknown: string[] = [];
  const queue = [...requirements];
  for (let one = queue.shift(); one; one = queue.shift()) {
    if (found.has(one.name)) continue;
    found.set(one.name, one);
    const known = DISTRIBUTIONS[one.name];
    if (!known || one.extras) unknown.push(one.name);
    if (!withDependencies) continue;
    for (const name of known?.requires ?? []) queue.push({ name, extras: false, text: name });
  }
  return { list: [...found.values()], unknown };
}
