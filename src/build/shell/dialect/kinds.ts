/**
 * What tells the shells apart. Checked against dash 0.5.12 (Debian 13; Debian 12 where it says so), bash 5.2
 * and BusyBox ash 1.37 by the scripts of tests/engine/scripts.
 */
import type { ShellKind } from '../words.ts';

/** Builtins of bash that dash has not: there they are looked for on PATH. */
const NOT_IN_DASH =
  'source pushd popd dirs shopt declare typeset let mapfile readarray compgen complete compopt builtin caller enable logout disown bind history help suspend';
const NOT_IN_ASH =
  'pushd popd dirs shopt declare typeset mapfile readarray compgen complete compopt builtin caller enable logout disown bind suspend';

const MISSING: Readonly<Record<ShellKind, ReadonlySet<string>>> = {
  bash: new Set(),
  sh: new Set(),
  dash: new Set(NOT_IN_DASH.split(' ')),
  ash: new Set(NOT_IN_ASH.split(' ')),
};

/** Whether a builtin of bash is no builtin of a shell. */
export function lacks(kind: ShellKind, name: string): boolean {
  return MISSING[kind].has(name);
}

/** Builtins that every one of the shells has. */
const BUILTINS: ReadonlySet<string> = new Set(
  '. : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait'.split(
    ' ',
  ),
);
/** Reserved words, which `command -v` names too. */
const RESERVED: ReadonlySet<string> = new Set(
  'if then else elif fi for while until do done case esac { } !'.split(' '),
);
const BASH_BUILTINS: ReadonlySet<string> = new Set(`${NOT_IN_DASH} source`.split(' '));

export function isBuiltin(kind: ShellKind, name: string): boolean {
  if (BUILTINS.has(name) || RESERVED.has(name)) return true;
  return BASH_BUILTINS.has(name) && !lacks(kind, name);
}

/** Variables that bash sets by itself and the others do not. */
export const BASH_VARIABLES: ReadonlySet<string> = new Set(
  'UID EUID GROUPS HOSTNAME HOSTTYPE MACHTYPE OSTYPE RANDOM SECONDS EPOCHSECONDS SHLVL BASH BASH_VERSION BASH_SOURCE BASHPID PIPESTATUS FUNCNAME DIRSTACK SHELLOPTS BASHOPTS'.split(
    ' ',
  ),
);
/** Those of them that ash has as well. */
const ASH_VARIABLES: ReadonlySet<string> = new Set(['RANDOM', 'EPOCHSECONDS', 'SHLVL', 'HOSTNAME']);

/** Those that bash leaves alone where it is started with them. */
const KEPT: ReadonlySet<string> = new Set(['UID', 'EUID', 'HOSTNAME', 'HOSTTYPE', 'MACHTYPE', 'OSTYPE']);

/**
 * Whether `$NAME` is nothing special in a shell.
 * @param given the variables that it was started with
 */
export function isPlainVariable(kind: ShellKind, name: string, given: ReadonlySet<string>): boolean {
  if (kind === 'dash' && name === 'LINENO') return true;
  if (name === '_') return kind === 'dash' || kind === 'ash';
  if (!BASH_VARIABLES.has(name)) return false;
  if (kind === 'bash' || kind === 'sh') return KEPT.has(name) && given.has(name);
  return kind === 'dash' || !ASH_VARIABLES.has(name);
}

/** Letters that `set -` takes. */
const LETTERS: Readonly<Record<ShellKind, string>> = {
  bash: 'abefhkmnptuvxBCEHPT',
  sh: 'abefhkmnptuvxBCEHPT',
  dash: 'aCefnuvxIimsVEb',
  ash: 'aCefnuvxIimsb',
};
const COMMON_NAMES =
  'errexit noglob ignoreeof monitor noexec xtrace verbose vi noclobber allexport notify nounset';
const NAMES: Readonly<Record<ShellKind, ReadonlySet<string>>> = {
  bash: new Set(
    `${COMMON_NAMES} emacs pipefail posix braceexpand errtrace functrace hashall histexpand history interactive-comments keyword nolog onecmd physical privileged`.split(
      ' ',
    ),
  ),
  sh: new Set(`${COMMON_NAMES} emacs pipefail posix`.split(' ')),
  dash: new Set(`${COMMON_NAMES} emacs interactive stdin nolog debug pipefail`.split(' ')),
  ash: new Set(`${COMMON_NAMES} interactive stdin pipefail`.split(' ')),
};

/** The first option of `set` that a shell does not have: `-Q`, `-o nosuch`; undefined where it has all. */
export function illegalOption(
  kind: ShellKind,
  words: readonly string[],
  pipefail: boolean,
): { readonly option: string; readonly name?: string } | undefined {
  for (let at = 0; at < words.length; at += 1) {
    const text = words[at] as string;
    if (text === '--' || text === '-' || !/^[-+]./.test(text)) return undefined;
    for (const letter of text.slice(1)) {
      if (letter === 'o') {
        const name = words[++at];
        if (name === undefined) return undefined;
        if (!NAMES[kind].has(name) || (name === 'pipefail' && kind === 'dash' && !pipefail))
          return { option: `${text[0]}o ${name}`, name };
      } else if (!LETTERS[kind].includes(letter)) return { option: `${text[0]}${letter}` };
    }
  }
  return undefined;
}

/**
 * Whether `/bin/sh` of a Debian or Ubuntu knows `set -o pipefail`: dash has it since 0.5.12-7 (its changelog,
 * 17 May 2024), which Debian 13 and Ubuntu 24.10 were the first to bring.
 */
export function dashHasPipefail(family: string | undefined, version: string | undefined): boolean {
  const number = Number.parseFloat(version ?? '');
  if (Number.isNaN(number)) return true;
  return family === 'ubuntu' ? number >= 24.1 : number >= 13;
}
