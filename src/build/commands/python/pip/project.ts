/**
 * What installing a project of the learner's own leaves: the traces of setuptools in the folder of the sources, and the
 * programs that pyproject.toml names (https://packaging.python.org/en/latest/specifications/pyproject-toml/). Asked with
 * Docker 2026-11-21 (pip 26.2, setuptools 84).
 */
import { join } from '../../../filesystem/path.ts';
import type { ToolCall } from '../../types.ts';
import { writeScript } from '../layout.ts';

/** setuptools writes `NAME.egg-info` beside the sources, and `build` unless the project is installed as editable. */
export function buildTraces(call: ToolCall, folder: string, isEditable: boolean): void {
  const root = call.files.resolve(folder);
  const text = projectFile(call, root);
  const backend = text === undefined ? undefined : /^build-backend\s*=\s*["']([^"']+)["']/m.exec(text)?.[1];
  if (backend !== undefined && !backend.startsWith('setuptools')) return;
  const why = 'setuptools leaves it when it builds the project; its files are not listed';
  const name = text === undefined ? undefined : textValue(table(text, 'project'), 'name');
  if (name === undefined) {
    call.files.markUnlisted(root, why);
    return;
  }
  call.files.markUnlisted(join(root, `${name.replace(/[-.]+/g, '_')}.egg-info`), why);
  if (!isEditable) call.files.markUnlisted(join(root, 'build'), why);
}

/** The programs of `[project.scripts]` whose module is among the sources; of the others nobody can tell whether they start. */
export function writeProjectScripts(call: ToolCall, folder: string, bin: string, executable: string): void {
  const root = call.files.resolve(folder);
  const scripts = table(projectFile(call, root) ?? '', 'project.scripts');
  for (const [, name = '', module = ''] of scripts.matchAll(
    /^\s*["']?([\w.-]+)["']?\s*=\s*["']([\w.]+):[\w.]+["']/gm,
  )) {
    const path = module.replaceAll('.', '/');
    const found = [root, join(root, 'src')].some(
      (at) => call.files.isFile(join(at, `${path}.py`)) || call.files.isFile(join(at, path, '__init__.py')),
    );
    if (found) writeScript(call, `${bin}/${name}`, executable, `${root} ${name}`);
  }
}

function projectFile(call: ToolCall, root: string): string | undefined {
  const path = join(root, 'pyproject.toml');
  return call.files.isFile(path) ? call.files.read(path) : undefined;
}

/** The lines of one table of a TOML file. */
function table(text: string, name: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `[${name}]`);
  if (start < 0) return '';
  const end = lines.findIndex((line, at) => at > start && /^\s*\[/.test(line));
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
}

function textValue(lines: string, key: string): string | undefined {
  return new RegExp(`^\\s*${key}\\s*=\\s*["']([^"']+)["']`, 'm').exec(lines)?.[1];
}
