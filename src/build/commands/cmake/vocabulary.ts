/** Names that CMake knows: commands, modules, folders of an installation. */

/** Commands that say how something is compiled, found or shown: they change no file that is followed here. */
export const QUIET: ReadonlySet<string> = new Set(
  'add_compile_definitions add_compile_options add_definitions add_dependencies add_link_options cmake_policy enable_language include_directories link_directories mark_as_advanced message set_property set_source_files_properties set_tests_properties source_group target_compile_definitions target_compile_features target_compile_options target_include_directories target_link_directories target_precompile_headers unset include_guard define_property get_filename_component set_directory_properties'.split(
    ' ',
  ),
);
/** The other commands that CMake has (cmake --help-command-list, 4.3). */
export const KNOWN: ReadonlySet<string> = new Set(
  'add_custom_command add_custom_target aux_source_directory block break cmake_file_api cmake_host_system_information cmake_instrumentation cmake_language cmake_parse_arguments cmake_path cmake_pkg_config configure_file continue create_test_sourcelist else elseif endblock endforeach endfunction endif endmacro endwhile execute_process export file find_file find_library find_package find_path find_program foreach function get_cmake_property get_directory_property get_property get_source_file_property get_target_property get_test_property if include link_libraries macro math remove_definitions return separate_arguments site_name string target_link_options target_sources try_compile try_run variable_watch while'.split(
    ' ',
  ),
);

export const OPEN: ReadonlySet<string> = new Set(['if', 'foreach', 'while', 'function', 'macro', 'block']);
export const CLOSE: ReadonlySet<string> = new Set([...OPEN].map((name) => `end${name}`));
export const SCOPES: ReadonlySet<string> = new Set(['PUBLIC', 'PRIVATE', 'INTERFACE', 'BEFORE']);
export const INSTALL_DIRECTORIES = [
  ['CMAKE_INSTALL_BINDIR', 'bin'],
  ['CMAKE_INSTALL_SBINDIR', 'sbin'],
  ['CMAKE_INSTALL_LIBDIR', 'lib'],
  ['CMAKE_INSTALL_INCLUDEDIR', 'include'],
  ['CMAKE_INSTALL_DATADIR', 'share'],
  ['CMAKE_INSTALL_SYSCONFDIR', 'etc'],
] as const;
export const HARMLESS_MODULES: ReadonlySet<string> = new Set([
  'CheckCSourceCompiles',
  'CheckCXXCompilerFlag',
  'CheckIncludeFile',
  'CheckFunctionExists',
  'CMakePackageConfigHelpers',
  'CPack',
]);
