/** `cmake --install`: puts programs, libraries and files where install() wants them. */
import { lastName, reasonOf } from '../support/look.ts';
import type { ToolCall, ToolResult } from '../types.ts';
import { outputOf } from './build.ts';
import type { Configuration } from './configuration.ts';
import type { Project } from './model.ts';

/** Copies what install() names to the prefix. */
export function installProject(
  call: ToolCall,
  { build, defined }: Configuration,
  project: Project,
  prefixGiven: string | undefined,
): ToolResult {
  const destdir = call.env.get('DESTDIR') ?? '';
  const prefix =
    prefixGiven ??
    defined.get('CMAKE_INSTALL_PREFIX') ??
    project.variables.get('CMAKE_INSTALL_PREFIX') ??
    '/usr/local';
  const root = destdir + (prefix.startsWith('/') ? prefix : call.files.resolve(prefix));
  const type = project.variables.get('CMAKE_BUILD_TYPE') ?? '';
  let stdout = `-- Install configuration: "${type}"\n`;
  const manifest: string[] = [];
  if (project.beyond.length > 0) {
    const why = `CMakeLists.txt uses what is not followed here: ${project.beyond[0]}`;
    for (const folder of ['bin', 'lib', 'include', 'share'])
      call.files.markUnlisted(`${root}/${folder}`, why);
  }
  const place = (folder: string) => (folder.startsWith('/') ? destdir + folder : `${root}/${folder}`);
  const put = (from: string, to: string, mode: number): ToolResult | undefined => {
    try {
      call.files.makeDirectories(to.slice(0, to.lastIndexOf('/')));
      if (call.files.stat(from).kind === 'absent') {
        return {
          exitCode: 1,
          stdout,
          stderr: `CMake Error at ${call.files.resolve(build).slice(call.cwd === '/' ? 1 : call.cwd.length + 1)}/cmake_install.cmake:52 (file):\n  file INSTALL cannot find "${from}": No such file or directory.\n\n\n`,
        };
      }
      call.files.copyFile(from, to);
      call.files.update(to, (entry) => ({ ...entry, mode }));
    } catch (error) {
      return {
        exitCode: 1,
        stdout,
        stderr: `CMake Error: cannot copy file "${from}" to "${to}": ${reasonOf(error)}.\n`,
      };
    }
    stdout += `-- Installing: ${to}\n`;
    manifest.push(to);
    return undefined;
  };
  for (const rule of project.installs) {
    for (const name of rule.names) {
      let wrong: ToolResult | undefined;
      if (rule.kind === 'targets') {
        const target = project.targets.find((one) => one.name === name);
        if (!target || target.kind === 'other') continue;
        const scope = { executable: 'RUNTIME', shared: 'LIBRARY', static: 'ARCHIVE' }[target.kind];
        const folder = rule.destinations[scope] ?? rule.destination ?? (scope === 'RUNTIME' ? 'bin' : 'lib');
        const output = outputOf(target);
        wrong = put(
          output,
          `${place(folder)}/${lastName(output)}`,
          target.kind === 'executable' ? 0o755 : 0o644,
        );
      } else if (rule.kind === 'directory') {
        const inner = name.endsWith('/');
        const top = `${place(rule.destination ?? '')}${inner ? '' : `/${lastName(name)}`}`;
        call.files.makeDirectories(top);
        for (const { path, entry } of [...call.files.walk(name.replace(/\/$/, ''))]) {
          const to = top + path.slice(name.replace(/\/$/, '').length);
          if (entry.type === 'directory') call.files.makeDirectories(to);
          else wrong ??= put(path, to, 0o644);
        }
      } else
        wrong = put(
          name,
          `${place(rule.destination ?? '')}/${lastName(name)}`,
          rule.kind === 'programs' ? 0o755 : 0o644,
        );
      if (wrong) return wrong;
    }
  }
  call.files.write(`${build}/install_manifest.txt`, manifest.join('\n'));
  return { stdout };
}
