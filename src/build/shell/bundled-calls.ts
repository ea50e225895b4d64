/** Calls of the interpreter's own commands, put so that it does what the real ones do; else it is said that it cannot. */
import type { ResolvedCommandContext } from 'just-bash/browser';
import { runBundled } from './run-bundled.ts';
import type { Session } from './session.ts';
import type { Complete } from './types.ts';

/** Runs a command of the interpreter's own. */
export async function callBundled(
  session: Session,
  name: string,
  args: readonly string[],
  context: ResolvedCommandContext,
): Promise<Complete> {
  if (name === 'tr') return runBundled(session, name, args.map(octal), context);
  if (name === 'date' && /^(?!UTC0?$|GMT0?$|Etc\/UTC$)./.test(context.env.get('TZ') ?? ''))
    session.unknown('the time of another zone is not followed');
  return runBundled(session, name, args, context);
}

/** `\0` and `\012` are characters to tr. */
function octal(word: string): string {
  return word.replace(/\\(\\|[0-7]{1,3})/g, (all, digits: string) =>
    digits === '\\' ? all : String.fromCharCode(Number.parseInt(digits, 8) & 0xff),
  );
}
