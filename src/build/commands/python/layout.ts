/** Where a Python has its packages and programs, and what venv writes (https://docs.python.org/3/library/venv.html). */
import { dirname } from '../../filesystem/path.ts';
import { writeRest } from '../support/rest.ts';
import type { ToolCall } from '../types.ts';

export interface PythonHome {
  /** `/usr/local`, or the folder of a virtual environment. */
  readonly prefix: string;
  /** `3.14`. */
  readonly version: string;
  /** What scripts get behind `#!`. */
  readonly executable: string;
  readonly isVenv: boolean;
  /** Debian's and Alpine's own Python, which pip leaves alone (PEP 668). */
  readonly isManaged: boolean;
}

/** The Python that a call runs with. */
export function pythonHome(call: ToolCall, program: string): PythonHome {
  const called = program.includes('/') ? program : (call.which(program) ?? `/usr/local/bin/${program}`);
  const prefix = dirname(dirname(called));
  const isVenv = call.files.isFile(`${prefix}/pyvenv.cfg`);
  const base = isVenv ? (call.which('python3') ?? '/usr/local/bin/python3') : called;
  const version = versionOf(call, isVenv ? prefix : dirname(dirname(base)));
  const executable = isVenv ? `${prefix}/bin/${venvName(call, prefix)}` : `${prefix}/bin/python${version}`;
  return { prefix, version, executable, isVenv, isManaged: !isVenv && prefix === '/usr' };
}

/** The name by which the environment was made: the one link that leads out of it. */
function venvName(call: ToolCall, prefix: string): string {
  for (const name of ['python', 'python3']) {
    const found = call.files.lstat(`${prefix}/bin/${name}`);
    if (found.kind === 'found' && found.entry.type === 'symlink' && found.entry.target.startsWith('/'))
      return name;
  }
  return 'python';
}

function versionOf(call: ToolCall, prefix: string): string {
  const there = call.files.list(`${prefix}/lib`).find((name) => /^python3\.\d+$/.test(name));
  if (there !== undefined) return there.slice('python'.length);
  const known = /^\d+\.\d+/.exec(call.env.get('PYTHON_VERSION') ?? '')?.[0];
  if (known !== undefined) return known;
  call.unknown('the version of Python in this image is not known');
  return '3';
}

/** site-packages of a prefix. */
export function sitePackages(prefix: string, version: string): string {
  return `${prefix}/lib/python${version}/site-packages`;
}

/** A script that starts a function of a package, as pip writes it. */
export function writeScript(call: ToolCall, path: string, executable: string, mark: string): void {
  call.files.makeDirectories(dirname(path));
  call.files.writeOpaque(
    path,
    {
      size: { bytes: 170 + executable.length, certainty: 'estimated', why: 'a script of six lines' },
      fingerprint: `script ${mark} ${executable}`,
      program: { format: 'script', interpreter: executable, language: 'python' },
    },
    { mode: 0o755 },
  );
}

/** Why a fresh environment is not fully listed: pip's own folder of metadata bears its version. */
export const PIP_VERSION = 'the version of pip that Python brings is not known';

/** `python -m venv FOLDER`. */
export function makeVenv(
  call: ToolCall,
  program: string,
  folder: string,
  options: { readonly pip: boolean },
): void {
  const home = pythonHome(call, program);
  const { files } = call;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const exe = /^python3?$/.test(name) ? name : 'python3';
  const source = program.includes('/') ? program : (call.which(program) ?? `${home.prefix}/bin/${exe}`);
  const base = home.isVenv
    ? call.files.stat(source).kind === 'found'
      ? realOf(call, source)
      : source
    : source;
  const site = sitePackages(folder, home.version);
  for (const path of [`${folder}/bin`, `${folder}/include`, site]) files.makeDirectories(path);
  const relink = (target: string, path: string) => {
    files.remove(path);
    files.symlink(target, path);
  };
  relink('lib', `${folder}/lib64`);
  relink(base, `${folder}/bin/${exe}`);
  for (const other of ['python', 'python3', `python${home.version}`]) {
    if (other !== exe) relink(exe, `${folder}/bin/${other}`);
  }
  if (home.version === '3.14') relink(exe, `${folder}/bin/𝜋thon`);
  const full = call.env.get('PYTHON_VERSION') ?? home.version;
  const bin = dirname(base);
  files.write(
    `${folder}/pyvenv.cfg`,
    `home = ${bin}\ninclude-system-site-packages = false\nversion = ${full}\nexecutable = ${bin}/python${home.version}\ncommand = ${base} -m venv ${folder}\n`,
  );
  for (const [script, bytes] of [
    ['activate', 2_138],
    ['activate.csh', 933],
    ['activate.fish', 2_163],
    ['Activate.ps1', 9_031],
  ] as const) {
    if (script === 'activate') {
      files.write(
        `${folder}/bin/activate`,
        `VIRTUAL_ENV='${folder}'\nexport VIRTUAL_ENV\nPATH="$VIRTUAL_ENV/bin:$PATH"\nexport PATH\n`,
      );
      files.update(`${folder}/bin/activate`, (entry) => ({
        ...entry,
        certainty: 'estimated',
        why: 'the part of it that sets variables',
      }));
      continue;
    }
    files.writeOpaque(`${folder}/bin/${script}`, {
      size: { bytes, certainty: 'estimated', why: 'as Python 3.14 writes it' },
      fingerprint: `venv ${script} ${folder}`,
    });
  }
  files.writeOpaque(`${folder}/.gitignore`, {
    size: { bytes: 71, certainty: 'estimated', why: 'as Python 3.14 writes it' },
    fingerprint: 'venv .gitignore',
  });
  if (options.pip) {
    writeRest(call, `${site}/pip`, 10_600_000, 'pip', 'pip as it came with Python 3.14');
    files.markUnlisted(site, PIP_VERSION);
    for (const pip of ['pip', 'pip3', `pip${home.version}`])
      writeScript(call, `${folder}/bin/${pip}`, `${folder}/bin/${exe}`, 'pip');
    call.takes(2_500);
  }
  call.estimated('what venv writes is taken from Python 3.14');
}

function realOf(call: ToolCall, path: string): string {
  const found = call.files.stat(path);
  return found.kind === 'found' ? found.path : path;
}
