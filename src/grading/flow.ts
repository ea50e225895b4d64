import type { Analysis, Instruction, Range, StageSource, Step } from '../dockerfile/index.ts';

/** One way by which files get into a stage. */
export interface Transfer {
  /** `from`: FROM another stage or image; `copy`: COPY or ADD; `mount`: RUN --mount. */
  readonly kind: 'from' | 'copy' | 'mount';
  readonly source: StageSource | 'build-context';
  /** Index of the stage that gets the files. */
  readonly stage: number;
  /** Paths in the source, variables expanded; `/` for a mount or a FROM that names none. */
  readonly paths: readonly string[];
  readonly instruction: Instruction;
  /** The word that names the source, or the instruction's keyword. */
  readonly range: Range;
}

/** Every way by which files get into a stage, in the order of the text. Heredocs come from nowhere else. */
export function transfers(analysis: Analysis): readonly Transfer[] {
  const found: Transfer[] = [];
  for (const stage of analysis.stages) {
    found.push({
      kind: 'from',
      source: stage.base,
      stage: stage.index,
      paths: ['/'],
      instruction: stage.from,
      range: stage.from.baseName.range,
    });
    for (const step of stage.steps) found.push(...stepTransfers(step, stage.index));
  }
  return found;
}

function stepTransfers(step: Step, stage: number): Transfer[] {
  const { expanded, instruction } = step;
  if (expanded.keyword === 'COPY' || expanded.keyword === 'ADD') {
    const paths = expanded.sources.map((word) => word.text).filter((path) => !isRemote(path));
    if (paths.length === 0) return [];
    const dependency = step.dependencies.find(({ kind }) => kind === 'copy');
    const named = expanded.keyword === 'COPY' && expanded.from !== undefined;
    // A --from that analysis gave no dependency for is one that nobody can resolve.
    const unresolved: StageSource = { kind: 'unresolved', text: named ? (expanded.from?.text ?? '') : '' };
    const source = dependency?.source ?? (named ? unresolved : 'build-context');
    const range = dependency?.range ?? instruction.keywordRange;
    return [{ kind: 'copy', source, stage, paths, instruction, range }];
  }
  if (expanded.keyword !== 'RUN') return [];
  const dependencies = step.dependencies.filter(({ kind }) => kind === 'mount');
  let next = 0;
  return expanded.mounts.flatMap((mount): Transfer[] => {
    const paths = [mount.source?.text || '/'];
    if (mount.from !== undefined) {
      const source = dependencies[next++]?.source ?? ({ kind: 'unresolved', text: mount.from.text } as const);
      return [{ kind: 'mount', source, stage, paths, instruction, range: mount.range }];
    }
    if (mount.type !== 'bind') return [];
    return [{ kind: 'mount', source: 'build-context', stage, paths, instruction, range: mount.range }];
  });
}

/** ADD takes archives and repositories from the network, too. */
function isRemote(path: string): boolean {
  return path.includes('://') || path.startsWith('git@');
}
