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
] as const;

/** Our command for what stands behind `&`; a session has it where a container is started. */
export const JOBS = 'jobs';

/** In front of the words of `${NAME:?words}`, so that they can be told from others. */
export const UNSET = '\u0006';
/** The text of a substitution that the shell refuses when it comes to it. */
export const BAD = '\u0007';
