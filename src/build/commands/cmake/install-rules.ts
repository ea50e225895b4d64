/** The command install(): what goes where. */
import type { CMakeCommand } from './language.ts';
import { join } from './paths.ts';
import type { Reader } from './project.ts';

/** Notes what one install() wants; what it says that is not followed goes to `beyond`. */
export function addInstall(
  reader: Reader,
  kind: string,
  rest: readonly string[],
  relative: string,
  command: CMakeCommand,
  list: string,
): void {
  const known = {
    TARGETS: 'targets',
    FILES: 'files',
    PROGRAMS: 'programs',
    DIRECTORY: 'directory',
  } as const;
  if (!(kind in known)) {
    if (kind !== 'EXPORT') reader.beyond.push(`install(${kind}) in line ${command.line} of ${list}`);
    return;
  }
  const names: string[] = [];
  const destinations: Record<string, string> = {};
  let destination: string | undefined;
  let scope: string | undefined;
  let listing = true;
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] as string;
    if (word === 'DESTINATION' || word === 'TYPE') {
      listing = false;
      const value = word === 'TYPE' ? (TYPE_FOLDERS[rest[++at] ?? ''] ?? '') : (rest[++at] ?? '');
      if (scope === undefined) destination = value;
      else destinations[scope] = value;
    } else if (
      /^(RUNTIME|LIBRARY|ARCHIVE|PUBLIC_HEADER|PRIVATE_HEADER|INCLUDES|OBJECTS|RESOURCE)$/.test(word)
    ) {
      listing = false;
      scope = word;
    } else if (word === 'COMPONENT' || word === 'EXPORT') {
      listing = false;
      at += 1;
    } else if (
      /^(PERMISSIONS|RENAME|OPTIONAL|PATTERN|FILES_MATCHING|REGEX|CONFIGURATIONS|USE_SOURCE_PERMISSIONS)$/.test(
        word,
      )
    ) {
      listing = false;
      reader.beyond.push(`${word} in line ${command.line} of ${list}`);
    } else if (listing) names.push(word);
  }
  reader.installs.push({
    kind: known[kind as keyof typeof known],
    names:
      kind === 'TARGETS'
        ? names
        : names.map((one) => (one.startsWith('/') ? one : `${join(reader.source, relative)}/${one}`)),
    ...(destination === undefined ? {} : { destination }),
    destinations,
  });
}
const TYPE_FOLDERS: Readonly<Record<string, string>> = {
  BIN: 'bin',
  SBIN: 'sbin',
  LIB: 'lib',
  INCLUDE: 'include',
  SYSCONF: 'etc',
  DATA: 'share',
};
