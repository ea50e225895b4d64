/**
 * cmake, ctest and ninja (https://cmake.org/cmake/help/latest/manual/cmake.1.html): configure, build, install of simple
 * projects. Words and files of CMake 4.3, GNU make 4.4 and Ninja 1.13 (tests/engine/scripts).
 */
import { quote } from '../support/look.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from '../types.ts';
import { buildTargets, noteBeyond } from './build.ts';
import { type Configuration, configurationOf } from './configuration.ts';
import { configure, WHY } from './configure.ts';
import { installProject } from './install-project.ts';
import { readProject } from './project.ts';

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
