/** Names and marks by which a changed script speaks to the session that runs it. */

/** Directory in front of our own commands: the interpreter finds them whatever PATH says. */
export const OWN = '/usr/bin/__stagecraft_';
/** In front of a variable that bash would set by itself and another shell does not. */
export const OWN_VARIABLE = '__stagecraft_';

/** Our commands, by what they do; the interpreter of `../interpreter.ts` defines them. */
export const OWN_COMMANDS = [
  'say',
  'echo',
  'test',
  'open',
  'exec',
  'source',
  'trap',
  'umask',
  'command',
  'type',
  'hash',
  'alias',
  'job',
  'wait',
  'times',
  'ulimit',
  'home',
  'trace',
  'shown',
  'check',
  'tracing',
  'readable',
  'onpath',
  'fits',
  'past',
] as const;

/** Our command for what stands behind `&`; a session has it where a container is started. */
export const JOBS = 'jobs';

/** In front of the words of `${NAME:?words}`, so that they can be told from others. */
export const UNSET = '\u0006';
/** Around the exit code of an error that ends the shell when it comes to it; its words stand behind. */
export const FATAL = '\u0007';
/** A variable that nobody sets. */
export const NEVER = `${OWN_VARIABLE}never`;
/** Around what stands in front of a line of `set -x`, so that such a line can be told from others. */
export const TRACED = '\u0005';
/** Repeats the first sign of PS4, as bash does within substitutions. */
export const NESTED = `${OWN_VARIABLE}nested`;
/** `$0`, where something is cut off it. */
export const ZERO = `${OWN_VARIABLE}zero`;
/** Says how many lines of `set -x` are one for dash and ash. */
export const TOGETHER = `${OWN_VARIABLE}together`;
