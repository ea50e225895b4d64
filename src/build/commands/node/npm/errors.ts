/** What npm says when it gives up, line by line behind `npm error`. Words of npm 11.19. */
import type { ToolCall, ToolResult } from '../../types.ts';
import { cacheFolder } from '../install.ts';

/** Lines behind `npm error`, and where the log would be. */
export function error(call: ToolCall, lines: readonly string[], exitCode = 1): ToolResult {
  const said = lines.map((line) => `npm error${line === '' ? '' : ` ${line}`}\n`).join('');
  const log = `npm error A complete log of this run can be found in: ${cacheFolder(call)}/_logs/2026-11-21T00_00_00_000Z-debug-0.log\n`;
  return { exitCode, stderr: said + log };
}

/** There is no package.json. */
export function noManifest(call: ToolCall, root: string): ToolResult {
  const path = `${root === '/' ? '' : root}/package.json`;
  return error(
    call,
    [
      'code ENOENT',
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent',
    ],
    254,
  );
}

/** package.json is no JSON. */
export function brokenManifest(call: ToolCall, root: string, message: string): ToolResult {
  return error(call, [
    'code EJSONPARSE',
    `path ${root}/package.json`,
    `JSON.parse ${message}`,
    'JSON.parse Failed to parse JSON data.',
    'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
  ]);
}

/** A script of package.json ended with an error. */
export function scriptFailed(
  call: ToolCall,
  root: string,
  result: Required<ToolResult>,
  script: string,
  stdout: string,
): ToolResult {
  const said = error(
    call,
    [`code ${result.exitCode}`, `path ${root}`, 'command failed', `command sh -c ${script}`],
    result.exitCode,
  );
  return { ...said, stdout, stderr: result.stderr + (said.stderr ?? '') };
}
