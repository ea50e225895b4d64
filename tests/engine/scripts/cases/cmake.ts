/** cmake and ctest of CMake 4.3 with GNU make 4.4 and Ninja 1.13. */
import type { ScriptCase } from '../case.ts';

const MAIN = 'int main(void) { return 0; }\n';
const HELLO = `cmake_minimum_required(VERSION 3.16)
project(hello VERSION 1.2 LANGUAGES C)
add_executable(hello main.c)
install(TARGETS hello DESTINATION bin)
`;
const LIBS = `cmake_minimum_required(VERSION 3.16)
project(app LANGUAGES C)
# The library and the program.
add_library(greet STATIC lib/greet.c)
target_include_directories(greet PUBLIC lib)
add_library(shout SHARED lib/greet.c)
add_executable(app main.c)
target_link_libraries(app PRIVATE greet)
install(TARGETS app greet shout)
install(FILES lib/greet.h DESTINATION include)
`;
const LIB_FILES = {
  'CMakeLists.txt': LIBS,
  'main.c': '#include "greet.h"\nint main(void) { return greet(); }\n',
  'lib/greet.c': '#include "greet.h"\nint greet(void) { return 0; }\n',
  'lib/greet.h': 'int greet(void);\n',
};
const HELLO_FILES = { 'CMakeLists.txt': HELLO, 'main.c': MAIN };
const PROGRAMS = ['cmake', 'ctest', 'make', 'cc', 'gcc', 'g++', 'c++', 'ld', 'as', 'ar'];
const NINJA = [...PROGRAMS, 'ninja'];
const NO_COMPILER = ['*gcc*', '*g++*', 'cc', 'c++', 'c89*', 'c99*', 'clang*', 'cpp*'];
const INSIDE = ['build/CMakeFiles'];

const cmake = (name: string, script: string, more: Partial<ScriptCase> = {}): ScriptCase => ({
  name: `cmake-${name}`,
  system: 'debian',
  script,
  files: HELLO_FILES,
  programs: PROGRAMS,
  inside: INSIDE,
  lines: ['CMake Error', 'make: ', 'make[1]: ', 'ninja: ', 'Error: ', '-- Install', '-- Up-to-date'],
  ...more,
});

export const cmakeCases: readonly ScriptCase[] = [
  cmake('configure', 'cmake -S . -B build'),
  cmake('configure-ninja', 'cmake -S . -B build -G Ninja', { programs: NINJA }),
  cmake('configure-ninja-missing', 'cmake -S . -B build -G Ninja', { without: ['ninja'] }),
  cmake('configure-in-build', 'mkdir build && cd build && cmake ..'),
  cmake('configure-twice', 'cmake -S . -B build && cmake -S . -B build -DCMAKE_BUILD_TYPE=Release'),
  cmake('no-lists', 'cmake -S . -B build', { files: { 'main.c': MAIN } }),
  cmake('no-lists-here', 'cmake .', { files: { 'main.c': MAIN } }),
  cmake('no-source-folder', 'cmake -S none -B build'),
  cmake('no-compiler', 'cmake -S . -B build', {
    programs: ['cmake', 'make'],
    without: NO_COMPILER,
    quiet: 'cmake breaks its message over several lines',
  }),
  cmake('no-make', 'cmake -S . -B build', {
    programs: PROGRAMS.filter((one) => one !== 'make'),
    without: ['make', 'gmake'],
    quiet: 'cmake breaks its message over several lines',
  }),
  cmake('unknown-generator', 'cmake -S . -B build -G Foo'),
  cmake('missing-source', 'cmake -S . -B build', { files: { 'CMakeLists.txt': HELLO } }),
  cmake('build', 'cmake -S . -B build && cmake --build build'),
  cmake(
    'build-jobs',
    'cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build -j 4 --config Release',
  ),
  cmake('build-ninja', 'cmake -S . -B build -G Ninja && cmake --build build', { programs: NINJA }),
  cmake('build-target', 'cmake -S . -B build && cmake --build build --target hello'),
  cmake('build-target-unknown', 'cmake -S . -B build && cmake --build build --target nope'),
  cmake('build-target-unknown-ninja', 'cmake -S . -B build -G Ninja && cmake --build build --target nope', {
    programs: NINJA,
  }),
  cmake('build-not-configured', 'cmake --build build'),
  cmake('build-folder-empty', 'mkdir build && cmake --build build'),
  cmake('build-by-make', 'mkdir build && cd build && cmake .. && make'),
  cmake('build-by-make-install', 'cmake -S . -B build && make -C build install', {
    look: ['/usr/local/bin'],
  }),
  cmake('build-by-ninja', 'cmake -S . -B build -G Ninja && ninja -C build', { programs: NINJA }),
  cmake('install', 'cmake -S . -B build && cmake --build build && cmake --install build --prefix /w/out'),
  cmake('install-default', 'cmake -S . -B build && cmake --build build && cmake --install build', {
    look: ['/usr/local/bin'],
  }),
  cmake(
    'install-prefix-at-configure',
    'cmake -S . -B build -DCMAKE_INSTALL_PREFIX=/w/out && cmake --build build --target install',
  ),
  cmake('install-not-built', 'cmake -S . -B build && cmake --install build --prefix /w/out'),
  cmake('install-not-configured', 'cmake --install build'),
  cmake(
    'install-strip',
    'cmake -S . -B build && cmake --build build && cmake --install build --prefix out --strip',
  ),
  cmake('libraries', 'cmake -S . -B build && cmake --build build && cmake --install build --prefix /w/out', {
    files: LIB_FILES,
  }),
  cmake('shared-by-option', 'cmake -S . -B build -DBUILD_SHARED_LIBS=ON && cmake --build build', {
    files: {
      ...LIB_FILES,
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.16)\nproject(app C)\nadd_library(greet lib/greet.c)\nadd_executable(app main.c)\ntarget_include_directories(app PRIVATE lib)\ntarget_link_libraries(app greet)\n',
    },
  }),
  cmake('variables', 'cmake -S . -B build && cmake --build build', {
    files: {
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.16)\nproject(tool C)\nset(SOURCES main.c)\nadd_executable(${PROJECT_NAME} ${SOURCES})\nset_target_properties(tool PROPERTIES OUTPUT_NAME "tool-1")\n',
      'main.c': MAIN,
    },
  }),
  cmake('output-folder', 'cmake -S . -B build && cmake --build build', {
    files: {
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.16)\nproject(tool C)\nset(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)\nadd_executable(tool main.c)\n',
      'main.c': MAIN,
    },
  }),
  cmake('subdirectory', 'cmake -S . -B build && cmake --build build', {
    files: {
      'CMakeLists.txt': 'cmake_minimum_required(VERSION 3.16)\nproject(top C)\nadd_subdirectory(src)\n',
      'src/CMakeLists.txt': 'add_executable(app main.c)\n',
      'src/main.c': MAIN,
    },
    inside: ['build/CMakeFiles', 'build/src/CMakeFiles'],
  }),
  cmake('subdirectory-missing', 'cmake -S . -B build', {
    files: {
      'CMakeLists.txt': 'cmake_minimum_required(VERSION 3.16)\nproject(top C)\nadd_subdirectory(src)\n',
    },
  }),
  cmake('too-old', 'cmake -S . -B build', {
    files: { 'CMakeLists.txt': 'cmake_minimum_required(VERSION 99.0)\nproject(x C)\n' },
  }),
  cmake('unknown-command', 'cmake -S . -B build', {
    files: {
      'CMakeLists.txt': 'cmake_minimum_required(VERSION 3.16)\nproject(x C)\nadd_programm(x main.c)\n',
      'main.c': MAIN,
    },
  }),
  cmake('unknown-option', 'cmake --nope'),
  cmake('find-package-missing', 'cmake -S . -B build', {
    files: {
      'CMakeLists.txt':
        'cmake_minimum_required(VERSION 3.16)\nproject(x C)\nfind_package(Nope REQUIRED)\nadd_executable(x main.c)\n',
      'main.c': MAIN,
    },
  }),
  cmake('compile-fails-ninja-missing', 'cmake -S . -B build && rm /usr/bin/make && cmake --build build'),
  cmake('ctest-none', 'cmake -S . -B build && cd build && ctest', { lines: ['No tests'] }),
  cmake('ctest-runs', 'cmake -S . -B build && cmake --build build && ctest --test-dir build', {
    files: {
      ...HELLO_FILES,
      'CMakeLists.txt': `${HELLO}enable_testing()\nadd_test(NAME runs COMMAND hello)\n`,
    },
    lines: ['100% tests passed', 'No tests'],
    inside: ['build/CMakeFiles', 'build/Testing'],
  }),
  cmake(
    'script-mode',
    'cmake -E make_directory a/b && cmake -E touch a/f && cmake -E copy a/f a/b/g && cmake -E remove a/f',
  ),
  cmake('version', 'cmake --version > /dev/null'),
];
