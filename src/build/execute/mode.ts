/** `--chmod`: octal numbers, and the symbolic form that chmod(1) knows. */

/** How a mode changes; `octal` is set where the form was a number. */
export interface ModeChange {
  readonly octal?: number;
  /** The new permission bits. `X` needs to know whether it is a directory. */
  readonly apply: (mode: number, isDirectory: boolean) => number;
}

/** A `--chmod` that cannot be read; the message is BuildKit's. */
export class ModeError extends Error {}

const SHIFTS: Record<string, readonly number[]> = { u: [6], g: [3], o: [0], a: [6, 3, 0], '': [6, 3, 0] };

interface Action {
  readonly who: string;
  readonly operator: '+' | '-' | '=';
  readonly permissions: string;
}

function actions(text: string): Action[] {
  const out: Action[] = [];
  for (const clause of text.split(',')) {
    const who = /^[ugoa]*/.exec(clause)?.[0] ?? '';
    const rest = clause.slice(who.length);
    if (!/^([-+=]([rwxXst]*|[ugo]))+$/.test(rest)) throw new ModeError('invalid syntax');
    for (const [, operator, permissions] of rest.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      out.push({ who, operator: operator as Action['operator'], permissions: permissions ?? '' });
    }
  }
  return out;
}

function bitsOf(permissions: string, mode: number, isDirectory: boolean): number {
  let bits = 0;
  for (const letter of permissions) {
    if (letter === 'r') bits |= 4;
    else if (letter === 'w') bits |= 2;
    else if (letter === 'x') bits |= 1;
    else if (letter === 'X' && (isDirectory || (mode & 0o111) !== 0)) bits |= 1;
    else if (letter === 'u') bits |= (mode >> 6) & 7;
    else if (letter === 'g') bits |= (mode >> 3) & 7;
    else if (letter === 'o') bits |= mode & 7;
  }
  return bits;
}

function applyAction(mode: number, action: Action, isDirectory: boolean): number {
  const { who, operator, permissions } = action;
  const bits = bitsOf(permissions, mode, isDirectory);
  let set = 0;
  let reach = 0;
  for (const letter of who === '' ? ['a'] : who) {
    for (const shift of SHIFTS[letter] ?? []) {
      set |= bits << shift;
      reach |= 7 << shift;
    }
  }
  const all = who === '' || who.includes('a');
  if (permissions.includes('s')) {
    if (all || who.includes('u')) set |= 0o4000;
    if (all || who.includes('g')) set |= 0o2000;
  }
  if (permissions.includes('t')) set |= 0o1000;
  if (operator === '+') return mode | set;
  if (operator === '-') return mode & ~set;
  return (mode & ~reach) | set;
}

/** Reads the value of `--chmod`. Throws `ModeError` with BuildKit's words. */
export function parseMode(text: string): ModeChange {
  if (/^[0-9]/.test(text)) {
    const octal = /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
    if (!(octal <= 0o7777)) {
      throw new ModeError(
        `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`,
      );
    }
    return { octal, apply: () => octal };
  }
  const list = actions(text);
  return {
    apply: (mode, isDirectory) => list.reduce((now, action) => applyAction(now, action, isDirectory), mode),
  };
}
