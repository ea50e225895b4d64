/** `cmake -S … -B …`: reads the project, looks for compilers and a build program, writes the build folder. */
import { failed, type ToolCall, type ToolResult } from '../types.ts';
import { noteBeyond } from './build.ts';
import { type Configuration, configurationOf, markOf } from './configuration.ts';
import { readProject } from './project.ts';

const HELP = '\nSpecify --help for usage, or press the help button on the CMake GUI.\n';
export const WHY = 'what CMake notes for itself is not followed';
const COMPILERS: Readonly<Record<string, { readonly variable: string; readonly names: readonly string[] }>> =
  {
    C: { variable: 'CC', names: ['cc', 'gcc', 'clang'] },
    CXX: { variable: 'CXX', names: ['c++', 'g++', 'clang++'] },
  };

/** Runs a call of cmake that configures a build folder. */
export function configure(call: ToolCall): ToolResult {
  const { args, files } = call;
  let source: string | undefined;
  let folder: string | undefined;
  let generator = call.env.get('CMAKE_GENERATOR');
  const given = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    const short = /^-([SBGDUCTA])(.*)$/.exec(arg);
    if (short) {
      const value = short[2] !== '' ? (short[2] as string) : (args[++at] ?? '');
      if (short[1] === 'S') source = value;
      else if (short[1] === 'B') folder = value;
      else if (short[1] === 'G') generator = value;
      else if (short[1] === 'D') {
        const [, name = '', text = ''] = /^([^:=]+)(?::\w+)?=?([\s\S]*)$/.exec(value) ?? [];
        given.set(name, text);
      } else if (short[1] === 'C') call.unknown('a script that fills the cache is not followed');
    } else if (arg === '--preset' || arg.startsWith('--preset=')) {
      call.unknown('presets of CMake are not followed');
      files.markUnlisted('build', 'presets of CMake are not followed');
      return {};
    } else if (arg === '--toolchain' || arg === '--install-prefix') {
      const value = args[++at] ?? '';
      if (arg === '--install-prefix') given.set('CMAKE_INSTALL_PREFIX', value);
    } else if (arg.startsWith('--') && !QUIET_OPTION.test(arg)) {
      return failed(
        `CMake Error: Unknown argument ${arg}\nCMake Error: Run 'cmake --help' for all supported options.`,
      );
    } else if (!arg.startsWith('-')) words.push(arg);
  }
  const [word] = words;
  const isBuild = word !== undefined && source === undefined && files.exists(`${word}/CMakeCache.txt`);
  if (isBuild) folder ??= word;
  const build = files.resolve(folder ?? '.');
  const before = configurationOf(call, build);
  const known = before === 'unknown' ? undefined : before;
  const top = files.resolve(source ?? (isBuild ? undefined : word) ?? known?.source ?? '.');
  if (before === 'unknown') {
    call.unknown(`what ${build} was configured with is not known`);
    files.markUnlisted(build, 'what it was configured with is not known');
    return {};
  }
  if (files.stat(top).kind === 'absent')
    return { exitCode: 1, stderr: `CMake Error: The source directory "${top}" does not exist.${HELP}` };
  if (files.stat(`${top}/CMakeLists.txt`).kind === 'absent') {
    const extra =
      source === undefined && word === '.' && top === call.cwd
        ? 'CMake Warning:\n  Ignoring extra path from command line:\n\n   "."\n\n\n'
        : '';
    return {
      exitCode: 1,
      stderr: `${extra}CMake Error: The source directory "${top}" does not appear to contain CMakeLists.txt.${HELP}`,
    };
  }
  const wanted = generator ?? known?.generator ?? 'Unix Makefiles';
  if (wanted !== 'Ninja' && wanted !== 'Unix Makefiles') {
    if (/Ninja|Makefiles|CodeBlocks|Eclipse|Kate|Sublime|Green|FASTBuild|Watcom/.test(wanted)) {
      call.unknown(`the generator ${wanted} is not modelled`);
      files.markUnlisted(build, `the generator ${wanted} is not modelled`);
      return {};
    }
    return failed(`CMake Error: Could not create named generator ${wanted}`);
  }
  const defined = new Map([...(known?.defined ?? []), ...given]);
  const configuration: Configuration = { source: top, build, generator: wanted, defined };
  files.makeDirectories(build);
  files.makeDirectories(`${build}/CMakeFiles`);
  files.markUnlisted(`${build}/CMakeFiles`, WHY);
  const opaque = (path: string, bytes: number) =>
    files.writeOpaque(path, {
      size: { bytes, certainty: 'estimated', why: WHY },
      fingerprint: markOf(configuration),
    });
  opaque(`${build}/CMakeCache.txt`, 14_000);
  call.estimated(WHY);
  call.takes(900);
  const program = wanted === 'Ninja' ? ['ninja', 'ninja-build', 'samu'] : ['gmake', 'make'];
  const incomplete = (message: string): ToolResult => ({
    exitCode: 1,
    stdout: '-- Configuring incomplete, errors occurred!\n',
    stderr: message,
  });
  const project = readProject(call, top, build, defined);
  const early =
    project.error && !project.error.generating && /\(cmake_minimum_required\)/.test(project.error.message);
  if (early && project.error) return incomplete(project.error.message);
  if (!defined.has('CMAKE_MAKE_PROGRAM') && !program.some((one) => call.which(one) !== undefined)) {
    const language = project.languages[0] ?? 'C';
    return incomplete(
      `CMake Error: CMake was unable to find a build program corresponding to "${wanted}".  CMAKE_MAKE_PROGRAM is not set.  You probably need to select a different build tool.\nCMake Error: CMAKE_${language}_COMPILER not set, after EnableLanguage\n`,
    );
  }
  for (const language of project.languages) {
    const compiler = COMPILERS[language];
    if (!compiler) {
      call.unknown(`the language ${language} is not modelled`);
      continue;
    }
    const named = defined.get(`CMAKE_${language}_COMPILER`) ?? call.env.get(compiler.variable);
    const [name] = (named ?? '').split(' ');
    const there = name
      ? name.includes('/')
        ? files.stat(name).kind !== 'absent'
        : call.which(name) !== undefined
      : compiler.names.some((one) => call.which(one) !== undefined);
    if (there) continue;
    const line = projectLine(call, top);
    const where = `CMake Error at CMakeLists.txt:${line} (project):\n`;
    return {
      ...incomplete(
        name
          ? `${where}  The CMAKE_${language}_COMPILER:\n\n    ${name}\n\n  is not a full path and was not found in the PATH.\n\n  Tell CMake where to find the compiler by setting either the environment\n  variable "${compiler.variable}" or the CMake cache entry CMAKE_${language}_COMPILER to the full path to\n  the compiler, or to the compiler name if it is in the PATH.\n\n\n`
          : `${where}  No CMAKE_${language}_COMPILER could be found.\n\n  Tell CMake where to find the compiler by setting either the environment\n  variable "${compiler.variable}" or the CMake cache entry CMAKE_${language}_COMPILER to the full path to\n  the compiler, or to the compiler name if it is in the PATH.\n\n\n`,
      ),
      stdout: `-- The ${language} compiler identification is unknown\n-- Configuring incomplete, errors occurred!\n`,
    };
  }
  if (project.error) {
    if (project.error.generating)
      return {
        exitCode: 1,
        stdout: '-- Configuring done\n',
        stderr: `${project.error.message}CMake Generate step failed.  Build files cannot be regenerated correctly.\n`,
      };
    return incomplete(project.error.message);
  }
  noteBeyond(call, project, build);
  for (const relative of project.folders) {
    const place = relative === '' ? build : `${build}/${relative}`;
    files.makeDirectories(`${place}/CMakeFiles`);
    files.markUnlisted(`${place}/CMakeFiles`, WHY);
    opaque(`${place}/cmake_install.cmake`, 2_000);
    if (wanted === 'Unix Makefiles') opaque(`${place}/Makefile`, 6_000);
    if (project.testing) opaque(`${place}/CTestTestfile.cmake`, 400);
  }
  if (wanted === 'Ninja') opaque(`${build}/build.ninja`, 8_000);
  return {
    stdout: `-- Configuring done\n-- Generating done\n-- Build files have been written to: ${build}\n`,
  };
}

const QUIET_OPTION =
  /^--(log-level|fresh|trace|debug|warn|no-warn|graphviz|check-system-vars|compile-no-warning|color|parallel|verbose|find-debug|profiling|system-information|loglevel|link-no-warning)/;

/** Line of project() in a CMakeLists.txt, from 1. */
function projectLine(call: ToolCall, top: string): number {
  const lines = (call.files.read(`${top}/CMakeLists.txt`) ?? '').split('\n');
  return (
    Math.max(
      lines.findIndex((one) => /^\s*project\s*\(/i.test(one)),
      0,
    ) + 1
  );
}
