/**
 * pip (https://pip.pypa.io/en/stable/cli/): install, wheel, download, uninstall. Reads requirements files; writes
 * site-packages, programs with the `#!` of their Python, and ~/.cache/pip. Words of pip 26.2.
 */
import type { ToolCall, ToolResult } from '../types.ts';
import type { PythonHome } from './layout.ts';
import { install } from './pip/install.ts';
import { PipFailure, parse } from './pip/options.ts';
import { wheel } from './pip/wheel.ts';

/** Runs pip with the Python that it belongs to. */
export function pip(call: ToolCall, home: PythonHome, args: readonly string[]): ToolResult {
  const [command = '', ...rest] = args.filter(
    (one, at) => at > 0 || !/^--(no-cache-dir|quiet|disable-pip-version-check)$/.test(one),
  );
  try {
    if (command === 'install') return install(call, home, parse(command, rest));
    if (command === 'wheel' || command === 'download') return wheel(call, command, parse(command, rest));
    if (command === '--version' || command === '-V') {
      call.unknown('the version of pip in this image is not known');
      return {};
    }
    if (
      [
        'list',
        'freeze',
        'show',
        'check',
        'cache',
        'config',
        'uninstall',
        'index',
        'inspect',
        'hash',
        'debug',
        'help',
        'lock',
        'search',
        'completion',
      ].includes(command)
    ) {
      call.unknown(`pip ${command} is not modelled`);
      return {};
    }
    if (command === '') return { stdout: '\nUsage:   \n  pip <command> [options]\n' };
    return { exitCode: 1, stderr: `ERROR: unknown command "${command}"\n` };
  } catch (error) {
    if (error instanceof PipFailure) return { exitCode: error.exitCode, stderr: `${error.message}\n` };
    throw error;
  }
}
