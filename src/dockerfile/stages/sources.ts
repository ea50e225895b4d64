import type { Instruction } from '../instructions/types.ts';
import { parseReference } from '../reference.ts';
import type { Range } from '../source.ts';
import type { AnalyzeOptions, StageSource } from './types.ts';

/**
 * Something that files can come from, as BuildKit lists it: a stage, or an image (a name that no stage
 * has). BuildKit keeps both in one list, so that `--from=7` may hit an image that was named before.
 */
export interface SourceState {
  /** Absent for images. */
  readonly stage?: number;
  /** How messages call it: its name, or `stage-2`. */
  readonly label: string;
  /** What is named: the base of a stage, or the image itself. */
  readonly text: string;
  /** Where it is named. */
  readonly range: Range;
  /** The instruction whose lines BuildKit gives for errors of it; absent where it gives none. */
  readonly instruction?: Instruction;
  /** The stage below. */
  readonly base?: SourceState;
  /** What COPY --from and mounts of the stage take from, and the last instruction that does. */
  needs: ReadonlyMap<SourceState, Need>;
}

/** The instruction with which something is taken, and where it says so. */
export interface Need {
  readonly instruction: Instruction;
  readonly range: Range;
}

/** What takes from nothing shares this: images, and most stages while nothing else is known of them. */
export const NO_NEEDS: SourceState['needs'] = new Map();

/** Notes that a stage takes from something; the last of several instructions stays. */
export function addNeed(state: SourceState, source: SourceState, need: Need): void {
  if (state.needs === NO_NEEDS) state.needs = new Map();
  (state.needs as Map<SourceState, Need>).set(source, need);
}

/** The list, and the stage names in it. */
export class SourceStates {
  readonly all: SourceState[] = [];
  readonly #byName = new Map<string, SourceState>();

  /** The stage of this very name. FROM looks here with the name as written, so `FROM Build` finds no `build`. */
  exactly(name: string): SourceState | undefined {
    return this.#byName.get(name);
  }

  /** The stage of this name, whatever its case. */
  named(name: string): SourceState | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  add(state: SourceState, name?: string): SourceState {
    this.all.push(state);
    if (name !== undefined) this.#byName.set(name, state);
    return state;
  }

  addImage(text: string, range: Range, instruction?: Instruction): SourceState {
    const base = this.#byName.get(text);
    return this.add({
      stage: undefined,
      label: '',
      text,
      range,
      needs: NO_NEEDS,
      instruction,
      base,
    });
  }

  /** Names of the stages, for suggestions. */
  labels(): string[] {
    return this.all.map(({ label }) => label).filter((label) => label !== '');
  }
}

/** What a name that no stage has stands for. */
export function resolveImage(text: string, options: AnalyzeOptions): StageSource {
  if (text === 'scratch') return { kind: 'scratch' };
  const parsed = parseReference(text);
  const context = options.namedContexts?.find((name) => {
    if (name === text) return true;
    return !('error' in parsed) && (name === parsed.familiar || `${name}:latest` === parsed.familiar);
  });
  if (context !== undefined) return { kind: 'context', name: context };
  if ('error' in parsed) return { kind: 'unresolved', text };
  const facts = options.lookupImage?.(text);
  return { kind: 'image', reference: text, image: parsed, facts };
}
