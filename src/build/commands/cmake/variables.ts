/** Variables: what project() sets, what file(GLOB) finds, and how they are put into arguments. */
import type { CMakeCommand } from './language.ts';
import { join } from './paths.ts';
import type { Reader } from './project.ts';

/** The command project(): its languages and the variables that it sets. */
export function startProject(reader: Reader, name: string, rest: readonly string[], relative: string): void {
  const languages: string[] = [];
  let isLanguage = true;
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] as string;
    if (
      word === 'VERSION' ||
      word === 'DESCRIPTION' ||
      word === 'HOMEPAGE_URL' ||
      word === 'COMPAT_VERSION'
    ) {
      if (word === 'VERSION') reader.variables.set('PROJECT_VERSION', rest[at + 1] ?? '');
      isLanguage = false;
      at += 1;
    } else if (word === 'LANGUAGES') isLanguage = true;
    else if (isLanguage && word !== 'NONE') languages.push(word);
  }
  const own = languages.length > 0 || rest.includes('NONE') ? languages : ['C', 'CXX'];
  reader.languages = [...new Set([...reader.languages, ...own])];
  reader.variables.set('PROJECT_NAME', name);
  reader.variables.set('PROJECT_SOURCE_DIR', join(reader.source, relative));
  reader.variables.set('PROJECT_BINARY_DIR', join(reader.build, relative));
  if (relative === '') {
    reader.name = name;
    reader.variables.set('CMAKE_PROJECT_NAME', name);
  }
}

/** The command file(GLOB) and, where `deep`, file(GLOB_RECURSE). */
export function globFiles(reader: Reader, deep: boolean, rest: readonly string[], relative: string): void {
  const [name = '', ...patterns] = rest.filter((one) => one !== 'CONFIGURE_DEPENDS');
  const here = join(reader.source, relative);
  const found: string[] = [];
  for (const pattern of patterns) {
    const whole = pattern.startsWith('/') ? pattern : `${here}/${pattern}`;
    const folder = whole.slice(0, whole.lastIndexOf('/'));
    const ending = whole.slice(whole.lastIndexOf('/') + 1);
    if (!/^\*[\w.+]*$/.test(ending) || /[*?[]/.test(folder)) {
      reader.beyond.push(`the pattern ${pattern}`);
      continue;
    }
    for (const { path, entry } of reader.call.files.walk(folder)) {
      if (entry.type !== 'file' || !path.endsWith(ending.slice(1))) continue;
      if (deep || path.slice(folder.length + 1).indexOf('/') < 0) found.push(path);
    }
  }
  reader.variables.set(name, found.sort().join(';'));
}

/** Arguments with variables put in; an unquoted one falls apart at its semicolons. */
export function expand(reader: Reader, { args }: CMakeCommand): string[] {
  return args.flatMap(({ text, quoted, literal }) => {
    if (literal) return [text];
    const value = variablesIn(reader, text);
    return quoted ? [value] : value.split(';').filter((one) => one !== '');
  });
}

function variablesIn(reader: Reader, text: string, depth = 0): string {
  if (!text.includes('${') || depth > 20) return text;
  const open = text.lastIndexOf('${');
  const close = text.indexOf('}', open);
  if (close < 0) return text;
  const name = text.slice(open + 2, close);
  return variablesIn(
    reader,
    text.slice(0, open) + (reader.variables.get(name) ?? '') + text.slice(close + 1),
    depth + 1,
  );
}
