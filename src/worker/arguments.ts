/** Build arguments that a Dockerfile declares. */
import { type Analysis, analyze } from '../dockerfile/index.ts';

/** Most arguments that are listed. */
const MOST = 50;

/** Asks the checker's worker for the arguments of a text. */
export interface ArgumentsRequest {
  readonly kind: 'arguments';
  readonly text: string;
}

/** One ARG with the value that it has where nobody gives another; empty where it has none. */
export interface DeclaredArgument {
  readonly name: string;
  readonly value: string;
}

/** ARGs that a --build-arg could set, in the order of the text, each once. */
export function argumentsOf(analysis: Analysis): DeclaredArgument[] {
  const out = new Map<string, string>();
  for (const arg of analysis.globalArgValues.values()) out.set(arg.key.text, arg.value ?? '');
  for (const stage of analysis.stages) {
    for (const step of stage.steps) {
      for (const [name, value] of step.args) if (!out.has(name)) out.set(name, value);
    }
  }
  return [...out].slice(0, MOST).map(([name, value]) => ({ name, value }));
}

/** The same of a text, with the defaults that it states itself. */
export function declaredArguments(text: string): DeclaredArgument[] {
  return argumentsOf(analyze(text));
}
