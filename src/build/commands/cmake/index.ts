/**
 * cmake, ctest and ninja (https://cmake.org/cmake/help/latest/manual/cmake.1.html): configure, build, install of simple
 * projects. Words and files of CMake 4.3, GNU make 4.4 and Ninja 1.13 (tests/engine/scripts).
 */
import { quote } from '../support/look.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from '../types.ts';
import {
  buildTargets,
  type Configuration,
  configurationOf,
  installProject,
  markOf,
  noteBeyond,
} from './build.ts';
import { readProject } from './project.ts';

const HELP = '\nSpecify --help for usage, or press the help button on the CMake GUI.\n';
const WHY = 'what CMake notes for itself is not followed';
const COMPILERS: Readonly<Record<string, { readonly variable: string; readonly names: readonly string[] }>> =
  {
    C: { variable: 'CC', names: ['cc', 'gcc', 'clang'] },
    CXX: { variable: 'CXX', names: ['c++', 'g++', 'clang++'] },
  };

export const cmake = defineTool({
  names: ['cmake'],
  origin: 'toolchain',
  run(call) {
    const [first = ''] = call.args;
    if (first === '--build') return build(call, call.args.slice(1));
    if (first === '--install') return install(call, call.args.slice(1));
    if (first === '-E') return command(call, call.args.slice(1));
    if (first === '--version' || first === '-version') {
      call.estimated('the version of CMake in the image is not known');
      return { stdout: 'cmake version 4\n' };
    }
    return configure(call);
  },
});

function configure(call: ToolCall): ToolResult {
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

function build(call: ToolCall, args: readonly string[]): ToolResult {
  const [folder = '.', ...rest] = args;
  const place = call.files.resolve(folder);
  if (folder === '--preset' || folder.startsWith('--preset=')) {
    call.unknown('presets of CMake are not followed');
    return {};
  }
  const found = call.files.stat(place);
  if (found.kind === 'absent' || (found.kind === 'found' && found.entry.type === 'file'))
    return failed(`Error: ${place} is not a directory`);
  const configuration = configurationOf(call, place);
  if (configuration === undefined)
    return failed('Error: not a CMake build directory (missing CMakeCache.txt)');
  const open = notHere(call, configuration, place);
  if (open) return open;
  const own = configuration as Configuration;
  const targets: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const arg = rest[at] as string;
    if (arg === '--') break;
    if (arg === '--target' || arg === '-t') {
      while (at + 1 < rest.length && !(rest[at + 1] as string).startsWith('-'))
        targets.push(rest[++at] as string);
    } else if (arg.startsWith('--target=')) targets.push(arg.slice('--target='.length));
    else if (arg === '--config') at += 1;
    else if (arg === '--clean-first') targets.unshift('clean', 'all');
  }
  const makes = own.generator === 'Ninja' ? ['ninja'] : ['gmake', 'make'];
  const tool = makes.find((one) => call.which(one) !== undefined);
  if (tool === undefined) {
    const command = own.generator === 'Ninja' ? '/usr/bin/ninja' : '/usr/bin/gmake -f Makefile';
    return failed(
      `no such file or directory\nCMake Error: Generator: build tool execution failed, command was: ${command}`,
    );
  }
  if (own.generator !== 'Ninja' && call.files.stat(`${place}/Makefile`).kind === 'absent')
    return failed(
      "gmake: Makefile: No such file or directory\ngmake: *** No rule to make target 'Makefile'.  Stop.",
      2,
    );
  return buildTargets(call, own, targets, 'gmake');
}

/** Where the configuration of a build folder is not known, or belongs to another place. */
function notHere(
  call: ToolCall,
  configuration: Configuration | 'unknown' | undefined,
  place: string,
): ToolResult | undefined {
  if (configuration !== 'unknown' && configuration?.build === place) return undefined;
  call.unknown(`what ${place} was configured with is not known`);
  call.files.markUnlisted(place, 'what it was configured with is not known');
  return {};
}

function install(call: ToolCall, args: readonly string[]): ToolResult {
  const [folder = '.', ...rest] = args;
  const place = call.files.resolve(folder);
  const at = rest.indexOf('--prefix');
  const prefix =
    at >= 0 ? rest[at + 1] : rest.find((one) => one.startsWith('--prefix='))?.slice('--prefix='.length);
  const configuration = configurationOf(call, place);
  if (configuration === undefined)
    return failed(
      `CMake Error: Not a file: ${place}/cmake_install.cmake\nCMake Error: Error processing file: ${place}/cmake_install.cmake`,
    );
  const open = notHere(call, configuration, place);
  if (open) {
    call.files.markUnlisted(prefix ?? '/usr/local/bin', 'what is installed is not known');
    return open;
  }
  const own = configuration as Configuration;
  const project = readProject(call, own.source, own.build, own.defined);
  noteBeyond(call, project, place);
  if (rest.includes('--component')) call.unknown('components of an installation are not followed');
  return installProject(call, own, project, prefix);
}

/** The commands of `cmake -E` that stand for others. */
async function command(call: ToolCall, args: readonly string[]): Promise<ToolResult> {
  const [name = '', ...words] = args;
  const same: Readonly<Record<string, string>> = {
    make_directory: 'mkdir -p',
    touch: 'touch',
    copy: 'cp',
    copy_directory: 'cp -rT',
    remove: 'rm -f',
    rm: 'rm',
    remove_directory: 'rm -rf',
    rename: 'mv',
    create_symlink: 'ln -sf',
    echo: 'echo',
    cat: 'cat',
    env: 'env',
    true: 'true',
    false: 'false',
  };
  const other = same[name];
  if (other !== undefined) return call.run([other, ...words.map(quote)].join(' '));
  call.unknown(`cmake -E ${name} is not modelled`);
  return {};
}

export const ctest = defineTool({
  names: ['ctest', 'cpack'],
  origin: 'toolchain',
  run(call) {
    if (call.name === 'cpack') {
      call.unknown('what cpack packs is not followed');
      return {};
    }
    const at = call.args.indexOf('--test-dir');
    const place = call.files.resolve(at < 0 ? '.' : (call.args[at + 1] ?? '.'));
    const configuration = configurationOf(call, place);
    if (configuration === 'unknown') {
      call.unknown('what is tested is not known');
      return {};
    }
    if (!configuration || call.files.stat(`${place}/CTestTestfile.cmake`).kind === 'absent') {
      return {
        stderr:
          '*********************************\nNo test configuration file found!\n*********************************\n',
        stdout: 'Usage\n\n  ctest [options]\n\n',
      };
    }
    const project = readProject(call, configuration.source, configuration.build, configuration.defined);
    call.files.makeDirectories(`${place}/Testing/Temporary`);
    call.files.markUnlisted(`${place}/Testing`, WHY);
    if (project.tests.length === 0 && project.beyond.length === 0)
      return { stderr: 'No tests were found!!!\n' };
    call.estimated('tests are not run here; they are taken to pass');
    call.takes(500 * project.tests.length);
    return { stdout: `\n100% tests passed, 0 tests failed out of ${project.tests.length}\n` };
  },
});

export const ninja = defineTool({
  names: ['ninja', 'ninja-build', 'samu'],
  origin: 'toolchain',
  run(call) {
    let folder = '.';
    const targets: string[] = [];
    for (let at = 0; at < call.args.length; at += 1) {
      const arg = call.args[at] as string;
      if (arg === '-C') folder = call.args[++at] ?? '.';
      else if (arg === '-j' || arg === '-l' || arg === '-k' || arg === '-f') at += 1;
      else if (!arg.startsWith('-')) targets.push(arg);
    }
    const place = call.files.resolve(folder);
    const entering = folder === '.' ? '' : `ninja: Entering directory \`${folder}'\n`;
    if (call.files.stat(place).kind === 'absent')
      return {
        exitCode: 1,
        stdout: entering,
        stderr: `ninja: error: chdir to '${folder}' - No such file or directory\n`,
      };
    if (call.files.stat(`${place}/build.ninja`).kind === 'absent')
      return {
        exitCode: 1,
        stdout: entering,
        stderr: "ninja: error: loading 'build.ninja': No such file or directory\n",
      };
    const configuration = configurationOf(call, place);
    const open = notHere(call, configuration, place);
    if (open) return open;
    const result = buildTargets(call, configuration as Configuration, targets, 'ninja');
    return { ...result, stdout: entering + (result.stdout ?? '') };
  },
});

/** What make does in a folder that CMake configured; undefined where CMake did not. */
export function makeByCMake(
  call: ToolCall,
  folder: string,
  targets: readonly string[],
): ToolResult | undefined {
  const found = call.files.stat(`${folder}/Makefile`);
  const mark = found.kind === 'found' && found.entry.type === 'file' ? found.entry.fingerprint : undefined;
  if (!mark?.startsWith('cmake ')) return undefined;
  const configuration = configurationOf(call, folder);
  return (
    notHere(call, configuration, folder) ??
    buildTargets(call, configuration as Configuration, targets, 'make')
  );
}
