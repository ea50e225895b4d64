/** python: `-m venv`, `-m pip`, scripts of pip and of packages (https://docs.python.org/3/using/cmdline.html). */
import { dirname } from '../../filesystem/path.ts';
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';
import { makeVenv, pythonHome } from './layout.ts';
import { pip } from './pip.ts';

const NAMES = ['python', 'python3', ...[9, 10, 11, 12, 13, 14, 15].map((minor) => `python3.${minor}`)];

export const python = defineTool({
  names: NAMES,
  origin: 'toolchain',
  run(call) {
    const program = call.path ?? call.name;
    const { args } = call;
    let at = 0;
    for (; at < args.length && args[at]?.startsWith('-'); at += 1) {
      const option = args[at] ?? '';
      if (option === '-V' || option === '--version') {
        const version = call.env.get('PYTHON_VERSION');
        if (version === undefined) call.unknown('the version of Python in this image is not known');
        return { stdout: `Python ${version ?? ''}\n` };
      }
      if (option === '-m') return runModule(call, program, args[at + 1] ?? '', args.slice(at + 2));
      if (option === '-c' || option === '-') {
        call.unknown(`what python ${option} runs is not followed`);
        return {};
      }
      if (option === '-W' || option === '-X') at += 1;
    }
    const file = args[at];
    if (file === undefined) {
      if (call.stdin !== '') call.unknown('what python runs from its input is not followed');
      return {};
    }
    return runFile(call, file, args.slice(at + 1));
  },
});

function runModule(call: ToolCall, program: string, module: string, args: readonly string[]): ToolResult {
  if (module === 'pip') return pip(call, pythonHome(call, program), args);
  if (module === 'venv' || module === 'virtualenv') return venv(call, program, args);
  if (module === 'ensurepip' || module === 'compileall' || module === 'py_compile') {
    call.estimated(`python -m ${module} is taken to succeed`);
    return {};
  }
  call.unknown(`what python -m ${module} does is not known`);
  return {};
}

function venv(call: ToolCall, program: string, args: readonly string[]): ToolResult {
  const folders = args.filter((one, at) => !one.startsWith('-') && args[at - 1] !== '--prompt');
  if (folders.length === 0) {
    return {
      exitCode: 2,
      stderr:
        'usage: venv [-h] [--system-site-packages] [--symlinks | --copies] [--clear]\n            [--upgrade] [--without-pip] [--prompt PROMPT] [--upgrade-deps]\n            [--without-scm-ignore-files]\n            ENV_DIR [ENV_DIR ...]\nvenv: error: the following arguments are required: ENV_DIR\n',
    };
  }
  for (const folder of folders) {
    const path = call.files.resolve(folder);
    if (args.includes('--clear'))
      for (const name of call.files.list(path)) call.files.remove(`${path}/${name}`);
    makeVenv(call, program, path, { pip: !args.includes('--without-pip') });
  }
  return {};
}

function runFile(call: ToolCall, file: string, args: readonly string[]): ToolResult {
  const path = call.files.resolve(file);
  const found = call.files.stat(path);
  if (found.kind === 'absent') {
    return {
      exitCode: 2,
      stderr: `${call.name}: can't open file '${path}': [Errno 2] No such file or directory\n`,
    };
  }
  if (/\/pip(3(\.\d+)?)?$/.test(path)) return pip(call, pythonHome(call, `${dirname(path)}/python3`), args);
  call.unknown(`what ${path} does when it runs is not known`);
  return {};
}

export const pipTool = defineTool({
  names: ['pip', 'pip3'],
  origin: 'toolchain',
  run: (call) => {
    const folder = dirname(call.path ?? call.which(call.name) ?? '/usr/local/bin/pip');
    return pip(call, pythonHome(call, `${folder}/python3`), call.args);
  },
});
