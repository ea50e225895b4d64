/** Building what a project is made of, as make and Ninja do it for CMake. */
import { lastName } from '../support/look.ts';
import { failed, type Program, type ToolCall, type ToolResult } from '../types.ts';
import type { Configuration } from './configuration.ts';
import { installProject } from './install-project.ts';
import type { Project, Target } from './model.ts';
import { readProject } from './project.ts';

const WHY = 'no compiler runs here: sizes are those of small programs';

/** File of the build tree that a target becomes. */
export function outputOf(target: Target): string {
  const name =
    target.kind === 'executable'
      ? target.outputName
      : `lib${target.outputName}.${target.kind === 'shared' ? 'so' : 'a'}`;
  return `${target.outputFolder ?? target.folder}/${name}`;
}

/** Targets with those that they link before them. */
function inOrder(targets: readonly Target[], wanted: readonly Target[]): Target[] {
  const done: Target[] = [];
  const visit = (target: Target, depth: number) => {
    if (done.includes(target) || depth > 50) return;
    for (const name of target.links) {
      const other = targets.find((one) => one.name === name);
      if (other && other !== target) visit(other, depth + 1);
    }
    if (!done.includes(target)) done.push(target);
  };
  for (const target of wanted) visit(target, 0);
  return done;
}

/**
 * Builds targets of a build folder.
 * @param targets `all`, `clean`, `install`, `test` or names
 * @param tool who says what goes wrong: `gmake`, `make` or `ninja`
 */
export function buildTargets(
  call: ToolCall,
  configuration: Configuration,
  targets: readonly string[],
  tool: string,
): ToolResult {
  const { source, build, defined, generator } = configuration;
  const project = readProject(call, source, build, defined);
  if (project.error) return failed(project.error.message, 2);
  noteBeyond(call, project, build);
  const ninja = generator === 'Ninja';
  let stdout = '';
  for (const name of targets.length > 0 ? targets : ['all']) {
    if (name === 'clean') {
      for (const target of project.targets) call.files.remove(outputOf(target));
      continue;
    }
    const target = project.targets.find((one) => one.name === name);
    if (!target && !['all', 'install', 'install/strip', 'test'].includes(name)) {
      if (project.beyond.length > 0) continue;
      return ninja
        ? { exitCode: 1, stdout, stderr: `ninja: error: unknown target '${name}'\n` }
        : { exitCode: 2, stdout, stderr: `${tool}: *** No rule to make target '${name}'.  Stop.\n` };
    }
    if (name === 'test') {
      call.estimated('tests are not run here; they are taken to pass');
      continue;
    }
    const wanted = inOrder(project.targets, target ? [target] : project.targets);
    stdout += compile(call, project, wanted, build, ninja, isStale(call, wanted));
    if (!name.startsWith('install')) continue;
    stdout += ninja ? '' : 'Install the project...\n';
    const installed = installProject(call, configuration, project, undefined);
    if (installed.exitCode) return { ...installed, stdout: stdout + (installed.stdout ?? '') };
    stdout += installed.stdout ?? '';
  }
  if (ninja && stdout === '') stdout = 'ninja: no work to do.\n';
  call.estimated(WHY);
  return { stdout };
}

/** Says that the rest cannot be told where the project uses what is not followed. */
export function noteBeyond(call: ToolCall, project: Project, build: string): void {
  const [first] = project.beyond;
  if (first === undefined) return;
  const why = `CMakeLists.txt uses what is not followed here: ${first}`;
  call.unknown(why);
  for (const folder of project.folders) {
    const place = folder === '' ? build : `${build}/${folder}`;
    call.files.markUnlisted(place, why);
  }
}

function isStale(call: ToolCall, targets: readonly Target[]): boolean {
  return targets.some((target) => call.files.stat(outputOf(target)).kind === 'absent');
}

function compile(
  call: ToolCall,
  project: Project,
  targets: readonly Target[],
  build: string,
  ninja: boolean,
  stale: boolean,
): string {
  const real = targets.filter(({ kind }) => kind !== 'other');
  const steps = real.reduce((sum, { sources }) => sum + sources.length + 1, 0);
  let done = 0;
  let out = '';
  const step = (text: string) => {
    done += 1;
    const percent = `${Math.floor((done * 100) / steps)}`.padStart(3);
    if (stale) out += ninja ? `[${done}/${steps}] ${text}\n` : `[${percent}%] ${text}\n`;
  };
  for (const target of real) {
    const language = target.sources.some((one) => !/\.c$/.test(one)) ? 'CXX' : 'C';
    const output = outputOf(target);
    const shown = output.startsWith(`${target.folder}/`) ? output.slice(target.folder.length + 1) : output;
    const objects = `${target.folder.slice(build.length + 1)}${target.folder === build ? '' : '/'}CMakeFiles/${target.name}.dir`;
    for (const one of target.sources) {
      const from = call.files.resolve(project.variables.get('CMAKE_SOURCE_DIR') ?? '/');
      const relative = one.startsWith(`${from}/`) ? one.slice(from.length + 1) : lastName(one);
      const below = target.folder.slice(build.length + 1);
      const inner =
        below !== '' && relative.startsWith(`${below}/`) ? relative.slice(below.length + 1) : relative;
      step(`Building ${/\.c$/.test(one) ? 'C' : 'CXX'} object ${objects}/${inner}.o`);
      call.takes(400);
    }
    const what = { executable: 'executable', shared: 'shared library', static: 'static library', other: '' }[
      target.kind
    ];
    step(`Linking ${language} ${what} ${shown}`);
    if (!ninja) {
      const percent = `${Math.floor((done * 100) / steps)}`.padStart(3);
      out += `[${percent}%] Built target ${target.name}\n`;
    }
    writeTarget(call, project, target, output, language);
  }
  if (ninja && real.length > 0) {
    for (const name of ['.ninja_deps', '.ninja_log'])
      call.files.writeOpaque(`${build}/${name}`, {
        size: { bytes: 300, certainty: 'estimated', why: WHY },
        fingerprint: name,
      });
  }
  return out;
}

function writeTarget(
  call: ToolCall,
  project: Project,
  target: Target,
  output: string,
  language: string,
): void {
  const musl = call.image.libc === 'musl';
  const isStatic = target.isStatic;
  const ownShared = target.links.some((name) =>
    project.targets.some((one) => one.name === name && one.kind === 'shared'),
  );
  // A program that needs a library of its own project starts only where that lies, too: that is not followed.
  const program: Program | undefined =
    target.kind === 'static' || ownShared
      ? undefined
      : isStatic
        ? { format: 'elf', linking: 'static', language: 'c' }
        : {
            format: 'elf',
            linking: 'dynamic',
            libc: musl ? 'musl' : 'glibc',
            language: language === 'C' ? 'c' : 'c++',
          };
  const bytes = isStatic
    ? language === 'C'
      ? 764_000
      : 2_300_000
    : target.kind === 'static'
      ? 2_000
      : 16_000;
  const sources = target.sources.map((one) => (call.files.isFile(one) ? (call.files.read(one) ?? '') : ''));
  call.files.makeDirectories(output.slice(0, output.lastIndexOf('/')));
  const type = project.variables.get('CMAKE_BUILD_TYPE') ?? '';
  const fingerprint = `cmake ${target.kind} ${target.name} ${type} ${target.links.join(' ')} ${sources.join('\0')}`;
  const old = call.files.stat(output);
  if (old.kind === 'found' && old.entry.type === 'file' && old.entry.fingerprint === fingerprint) return;
  call.files.writeOpaque(
    output,
    { size: { bytes, certainty: 'estimated', why: WHY }, fingerprint, ...(program ? { program } : {}) },
    { mode: target.kind === 'static' ? 0o644 : 0o755 },
  );
}
