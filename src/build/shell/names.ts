/** Names of commands that the shell and the interpreter have, and of places where programs lie. */

/** Name under which a program is run; no learner's command has it. */
export const RUN_PROGRAM = '__stagecraft_run_program';

/** Names of shells, whose scripts are read as each of them reads them. */
export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash']);

/** Commands that the interpreter has and that every system with a shell has. */
export const INTERPRETER_TOOLS: ReadonlySet<string> = new Set(
  (
    'echo cat printf ls mkdir rmdir touch rm cp mv ln chmod pwd readlink head tail wc stat grep fgrep egrep sed awk sort ' +
    'uniq comm cut paste tr rev nl fold expand unexpand strings split tee find basename dirname du env printenv xargs true ' +
    'false bash sh base64 diff date sleep timeout seq expr md5sum sha1sum sha256sum which tac hostname whoami od gzip gunzip zcat'
  ).split(' '),
);

/** Bundled commands that the shell itself has, which never are looked for. */
export const BUILT_IN: ReadonlySet<string> = new Set(['true', 'false', 'pwd']);

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** No program has such a name: a line end in it, which files with CRLF ask for; spaces, `=`, quotes; a `-` in front. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const NO_NAME = /[\x00-\x20'"`=${}()<>|&;*?!\\]|^-/;

export const COMMAND_DIRECTORIES: ReadonlySet<string> = new Set([
  '/bin',
  '/usr/bin',
  '/sbin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
]);
