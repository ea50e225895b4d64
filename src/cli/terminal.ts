/** What a command sees of the world: tests hand in their own. */
export interface Terminal {
  /** Writes to standard output; the text has its own line ends. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** All of standard input. */
  readonly stdin: () => Promise<Uint8Array>;
  /** True where standard output shows colours. */
  readonly colour: boolean;
  /** Folder that relative paths start from. */
  readonly directory: string;
}

/** Why a command could not run: exit code 2. */
export class CommandError extends Error {
  /** What to do about it. */
  readonly advice?: string;

  constructor(message: string, advice?: string) {
    super(message);
    this.name = 'CommandError';
    if (advice !== undefined) this.advice = advice;
  }
}

/** Exit codes of every command. */
export const EXIT = {
  /** Met, proven, nothing wrong. */
  ok: 0,
  /** A goal is not met, an exercise is not proven, Docker would stop. */
  unmet: 1,
  /** The command could not run. */
  failed: 2,
} as const;

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 } as const;

/** Puts colours on a text; without colours it stays as it is. */
export type Paint = (style: keyof typeof CODES, text: string) => string;

/** Colours where the terminal has them. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}

/**
 * Whether to use colours: on a terminal, unless NO_COLOR is set to something (https://no-color.org) or
 * the terminal is a dumb one.
 */
export function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  return isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb';
}

/** A text that came from a file, made safe to print: control characters would move the cursor. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
