import type { Mount, StageSource, Step } from '../../dockerfile/index.ts';
import { brokenLine } from '../broken.ts';
import { matchesAnyGlob } from '../glob.ts';
import {
  finalStage,
  type GoalContext,
  type Judge,
  MET,
  unknown,
  unmet,
  unreadable,
  withoutFinalStage,
} from '../goal-context.ts';
import { cleanPath, matchesPath, workdirBefore } from '../paths.ts';
import type { Expectation } from '../schema.ts';
import { selectsSource } from '../selector.ts';
import { allOf, anyOf, type Tri, tri } from '../tri.ts';

type Wanted = NonNullable<Expectation['mounts']>;

interface FoundMount {
  readonly mount: Mount;
  readonly source: StageSource | 'build-context';
  /** The RUN that has it. */
  readonly step: Step;
  /** Against which a relative target is resolved. */
  readonly workdir: string;
}

/** At least one RUN that the target needs has such a mount. */
export const mounts: Judge<Wanted> = (wanted, context) => {
  const { analysis } = context;
  const found = reachableMounts(context);
  const answer = anyOf(found.map((mount) => matches(wanted, mount, context)));
  if (answer === 'yes') return MET;
  const broken = brokenLine(analysis, ['RUN', 'FROM', 'ARG']);
  if (broken !== undefined) return unreadable(context, broken);
  const sameType = found.filter(({ mount }) => mount.type === wanted.type);
  if (answer === 'unknown' && wanted.holds !== undefined && sameType.length > 0) {
    return unknown(context, {
      message:
        'Whether a cache mount keeps the right files cannot be told: a step that has one is not modelled.',
      range: sameType[0]?.mount.range,
      advice:
        'Which directory does the command on this line keep its files in? The mount has to stand there.',
    });
  }
  if (answer === 'unknown') {
    return unknown(context, {
      message: `Where the ${wanted.type} mount takes its files from cannot be told.`,
      ...(sameType[0] === undefined ? {} : { range: sameType[0].mount.range }),
      advice: 'Name the stage by the name or number that its FROM line gives it.',
    });
  }
  const stage = finalStage(analysis);
  if (stage === undefined) return withoutFinalStage(context);
  const why = REASONS[wanted.type];
  if (sameType.length > 0) {
    return unmet(context, {
      message: `There is a ${wanted.type} mount, but not ${wanted.target === undefined && wanted.holds === undefined ? 'from the place' : 'on the directory'} that this goal asks for.`,
      range: sameType.at(-1)?.mount.range,
      why,
      advice:
        wanted.type === 'cache'
          ? 'A cache mount keeps only its own directory. In which one does the command keep the files that this goal is about? It needs a mount there.'
          : 'Where does the command on this line look for its files? The mount has to stand there.',
    });
  }
  return unmet(context, {
    message: `No RUN that the image needs has a ${wanted.type} mount.`,
    range: lastRun(context),
    why,
    advice: 'A RUN can be given mounts before its command. Which of the RUN lines would gain from one?',
  });
};

const REASONS: Readonly<Record<Mount['type'], string>> = {
  bind: 'A bind mount lends files to one command. They leave no copy in a layer.',
  cache:
    'A cache mount keeps what a package manager or compiler has fetched for the next build, outside the image.',
  tmpfs: 'What a command writes into a tmpfs mount is gone when it ends: it cannot end up in a layer.',
  secret:
    'A secret that is copied, or passed as an argument, stays readable in the image. A secret mount leaves none.',
  ssh: 'An ssh mount lends your key agent to one command. The key itself never enters the build.',
};

function matches(wanted: Wanted, found: FoundMount, context: GoalContext): Tri {
  const { mount } = found;
  return allOf([
    tri(mount.type === wanted.type),
    wanted.target === undefined && wanted.holds === undefined
      ? 'yes'
      : anyOf([
          wanted.target === undefined
            ? 'no'
            : tri(matchesPath(wanted.target, targetOf(mount), found.workdir)),
          holds(wanted, found, context),
        ]),
    wanted.from === undefined ? 'yes' : selectsSource(wanted.from, found.source, context.analysis),
  ]);
}

/** Whether the build left the wanted files in a cache mount, wherever it stands. Without a build nobody knows of any. */
function holds({ holds: patterns }: Wanted, { mount, step, workdir }: FoundMount, context: GoalContext): Tri {
  const { build } = context;
  if (patterns === undefined || mount.type !== 'cache' || build === undefined) return 'no';
  // A cache without an id is named by its target: a relative one as it is written, which is never absolute.
  const target = targetOf(mount);
  const ids = mount.id ? [mount.id.text] : [cleanPath(target, workdir), cleanPath(target).slice(1)];
  for (const [name, kept] of build.caches ?? []) {
    if (!ids.includes(name)) continue;
    for (const { path } of kept.walk()) if (matchesAnyGlob(patterns, path)) return 'yes';
  }
  const ran = build.stages.flatMap(({ steps }) => steps).find((one) => one.step === step);
  return ran?.status !== 'skipped' && ran?.certainty === 'unknown' ? 'unknown' : 'no';
}

/** Where a mount stands; a secret without a target is a file of /run/secrets, as the reference says. */
function targetOf(mount: Mount): string {
  if (mount.target !== undefined) return mount.target.text;
  if (mount.type === 'secret') return `/run/secrets/${mount.id?.text ?? 'default'}`;
  return '/';
}

function reachableMounts({ analysis }: GoalContext): FoundMount[] {
  const found: FoundMount[] = [];
  for (const stage of analysis.stages) {
    if (!stage.reachable) continue;
    for (const step of stage.steps) {
      if (step.expanded.keyword !== 'RUN' || step.expanded.mounts.length === 0) continue;
      const workdir = workdirBefore(analysis, stage, step);
      const sources = step.dependencies.filter(({ kind }) => kind === 'mount');
      let next = 0;
      for (const mount of step.expanded.mounts) {
        const source =
          mount.from === undefined
            ? 'build-context'
            : (sources[next++]?.source ?? ({ kind: 'unresolved', text: mount.from.text } as const));
        found.push({ mount, source, step, workdir });
      }
    }
  }
  return found;
}

function lastRun({ analysis }: GoalContext) {
  for (const stage of [...analysis.stages].reverse()) {
    if (!stage.reachable) continue;
    const run = stage.steps.findLast(({ instruction }) => instruction.keyword === 'RUN');
    if (run !== undefined) return run.instruction.keywordRange;
  }
  return undefined;
}
