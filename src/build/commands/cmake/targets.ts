/** add_executable, add_library and the properties of targets. */
import type { CMakeCommand } from './language.ts';
import { isOn, join } from './paths.ts';
import type { Reader } from './project.ts';

const LANGUAGES: Readonly<Record<string, RegExp>> = {
  C: /\.[cm]$/,
  CXX: /\.(cc|cpp|cxx|c\+\+|C|mm|M)$/,
};

/** Notes a target and its sources; a source that is not there is an error of CMake. */
export function addTarget(
  reader: Reader,
  command: CMakeCommand,
  list: string,
  relative: string,
  name: string,
  rest: readonly string[],
): void {
  const program = command.name === 'add_executable';
  const type = rest.find((one) => TYPES.has(one));
  if (rest.includes('ALIAS') || rest.includes('IMPORTED')) return;
  const shared = type === 'SHARED' || (type === undefined && isOn(reader.variables.get('BUILD_SHARED_LIBS')));
  const kind = program
    ? 'executable'
    : type === 'INTERFACE' || type === 'OBJECT'
      ? 'other'
      : shared || type === 'MODULE'
        ? 'shared'
        : 'static';
  const words = rest.filter(
    (one) => !TYPES.has(one) && one !== 'WIN32' && one !== 'MACOSX_BUNDLE' && one !== 'EXCLUDE_FROM_ALL',
  );
  const sources: string[] = [];
  for (const one of words) {
    if (one.includes('$<')) {
      reader.beyond.push(`a generator expression in line ${command.line} of ${list}`);
      continue;
    }
    const path = one.startsWith('/') ? one : join(reader.source, relative, one);
    const found = reader.call.files.stat(path);
    if (
      found.kind === 'absent' &&
      reader.call.files.stat(join(reader.build, relative, one)).kind === 'absent'
    ) {
      if (reader.beyond.length === 0)
        reader.fail(
          command,
          list,
          `  Cannot find source file:\n\n    ${one}\n\n  Tried extensions .c .C .c++ .cc .cpp .cxx .cu .mpp .m .M .mm .ixx .cppm\n  .ccm .cxxm .c++m .h .hh .h++ .hm .hpp .hxx .in .txx .f .F .for .f77 .f90\n  .f95 .f03 .hip .ispc\n\n\nCMake Error at ${list}:${command.line} (${command.written}):\n  No SOURCES given to target: ${name}`,
          true,
        );
      return;
    }
    if (Object.values(LANGUAGES).some((pattern) => pattern.test(path))) sources.push(path);
  }
  if (words.length === 0 && kind !== 'other' && reader.beyond.length === 0)
    reader.beyond.push(`the sources of ${name}`);
  const outputFolder = reader.variables.get(FOLDERS[kind] ?? '');
  const flags = reader.variables.get('CMAKE_EXE_LINKER_FLAGS') ?? '';
  reader.targets.push({
    name,
    kind,
    sources,
    folder: join(reader.build, relative),
    outputName: name,
    ...(outputFolder === undefined || outputFolder === '' ? {} : { outputFolder }),
    links: [],
    isStatic: /(^|\s)-static(\s|$)/.test(flags),
  });
}

/** The command set_target_properties(). */
export function setProperties(
  reader: Reader,
  args: readonly string[],
  command: CMakeCommand,
  list: string,
): void {
  const at = args.indexOf('PROPERTIES');
  for (let one = at + 1; at >= 0 && one + 1 < args.length; one += 2) {
    const [key = '', value = ''] = args.slice(one, one + 2);
    for (const target of reader.targets.filter(({ name }) => args.slice(0, at).includes(name))) {
      if (key === 'OUTPUT_NAME') target.outputName = value;
      else if (key === FOLDERS[target.kind]?.replace('CMAKE_', '')) target.outputFolder = value;
      else if (
        key === 'SOVERSION' ||
        key === 'PREFIX' ||
        key === 'SUFFIX' ||
        (key === 'VERSION' && target.kind === 'shared')
      )
        reader.beyond.push(`${key} in line ${command.line} of ${list}`);
    }
  }
}
const TYPES: ReadonlySet<string> = new Set(['STATIC', 'SHARED', 'MODULE', 'OBJECT', 'INTERFACE']);
const FOLDERS: Readonly<Record<string, string>> = {
  executable: 'CMAKE_RUNTIME_OUTPUT_DIRECTORY',
  shared: 'CMAKE_LIBRARY_OUTPUT_DIRECTORY',
  static: 'CMAKE_ARCHIVE_OUTPUT_DIRECTORY',
};
