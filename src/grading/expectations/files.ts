import type { Entry, Image, Provenance } from '../../build/types.ts';
import { builtImage, linesRange } from '../built.ts';
import { matchesGlob } from '../glob.ts';
import { type Explanation, type GoalContext, type Judge, MET, unknown, unmet } from '../goal-context.ts';
import type { Expectation, StageSelector } from '../schema.ts';
import { describeSelector, selectsStage } from '../selector.ts';
import type { Tri } from '../tri.ts';

type Wanted = NonNullable<Expectation['files']>;

interface Finding extends Explanation {
  readonly answer: Exclude<Tri, 'yes'>;
}

/** Files that must be in the final image, and files that must not. */
export const files: Judge<Wanted> = (wanted, context) => {
  const built = builtImage(context, 'the right files are in the image');
  if ('verdict' in built) return built.verdict;
  const { image } = built;
  const findings: Finding[] = [
    ...(wanted.present ?? []).flatMap((one) => {
      if (typeof one === 'string') return present(one, undefined, image, context);
      return 'path' in one ? present(one.path, one.from, image, context) : presentAnyOf(one, image, context);
    }),
    ...(wanted.absent ?? []).flatMap((pattern) => absent(pattern, image, context)),
  ];
  const wrong = findings.filter(({ answer }) => answer === 'no');
  if (wrong.length > 0) return unmet(context, ...wrong);
  return findings.length === 0 ? MET : unknown(context, ...findings);
};

type AnyOf = Extract<NonNullable<Wanted['present']>[number], { anyOf: readonly string[] }>;

/** One of several paths will do; where none is certainly there, one that may be there means that nobody can tell. */
function presentAnyOf(wanted: AnyOf, image: Image, context: GoalContext): Finding[] {
  const paths = wanted.anyOf.flatMap((one) => {
    const named = one.startsWith('$') ? (image.config.env.get(one.slice(1)) ?? '').split(':') : [one];
    return named.filter((path) => path.startsWith('/'));
  });
  const findings = paths.map((path) => present(path, wanted.from, image, context));
  if (findings.some((found) => found.length === 0)) return [];
  const all = findings.flat();
  const maybe = all.find(({ answer }) => answer === 'unknown');
  if (maybe !== undefined) return [maybe];
  // A file that is there, but comes from elsewhere, says more than all those that are missing.
  const elsewhere = all.find(({ range }) => range !== undefined);
  if (elsewhere !== undefined) return [elsewhere];
  return [
    {
      answer: 'no',
      message: `The final image has no ${wanted.called}${whence(wanted.from)}.`,
      why: 'A program finds its files where it looks for them, or not at all.',
      advice:
        'Which stage, or which other image, has them? A line of the final stage has to bring them from there.',
    },
  ];
}

function whence(selector: StageSelector | undefined): string {
  if (selector === undefined) return ' where a program would look for them';
  return ` that come from ${describeSelector(selector)}`;
}

function present(
  pattern: string,
  from: StageSelector | undefined,
  image: Image,
  context: GoalContext,
): Finding[] {
  const { snapshot } = image;
  let best: Finding | undefined;
  for (const [path, entry] of candidates(pattern, image)) {
    if (entry.certainty === 'unknown') {
      best ??= {
        answer: 'unknown',
        message: `Whether ${path} is in the image cannot be told: ${entry.why ?? 'a step is not modelled'}`,
      };
      continue;
    }
    const origin = from === undefined ? 'yes' : madeIn(entry, from, context);
    if (origin === 'yes') return [];
    if (origin === 'unknown') {
      best = {
        answer: 'unknown',
        message: `Where ${path} was made cannot be told.`,
        range: rangeOf(entry.provenance, context),
      };
    } else if (best?.answer !== 'unknown') {
      best = {
        answer: 'no',
        message: `${path} is in the image, but it ${cameBy(entry.provenance, context)}, and not from ${describeSelector(from ?? 'any')}.`,
        range: rangeOf(entry.provenance, context),
        advice: 'Which stage should make it? COPY --from takes it from there.',
      };
    }
  }
  if (best) return [best];
  const found = hasWildcard(pattern) ? undefined : snapshot.stat(pattern);
  const why =
    found === undefined ? mayHold(pattern, image) : found.kind === 'unknown' ? found.why : undefined;
  if (why !== undefined) {
    return [{ answer: 'unknown', message: `Whether ${pattern} is in the image cannot be told: ${why}` }];
  }
  return [
    {
      answer: 'no',
      message: `${pattern} is not in the final image.`,
      why: 'A program finds its files where it looks for them, or not at all.',
      advice: 'Compare this path with the destinations of the COPY lines of the final stage.',
    },
  ];
}

function absent(pattern: string, image: Image, context: GoalContext): Finding[] {
  for (const [path, entry] of candidates(pattern, image)) {
    if (entry.certainty === 'unknown') {
      return [
        {
          answer: 'unknown',
          message: `Whether ${path} is in the image cannot be told: ${entry.why ?? 'a step is not modelled'}`,
        },
      ];
    }
    const base = entry.provenance.kind === 'base';
    return [
      {
        answer: 'no',
        message: `${path} is in the final image${base ? ': its base image brings it' : ''}.`,
        range: rangeOf(entry.provenance, context),
        why: 'What the running program does not need is downloaded, stored and attacked with it all the same.',
        advice: base
          ? 'Choose a base image for the final stage that does without it.'
          : 'Copy only what the program needs while it runs, or leave it out before you copy.',
      },
    ];
  }
  const why = mayHold(pattern, image);
  return why === undefined
    ? []
    : [{ answer: 'unknown', message: `Whether ${pattern} is in the image cannot be told: ${why}` }];
}

/** How a file that should come from another stage came into the image. */
function cameBy({ kind, line }: Provenance, { analysis }: GoalContext): string {
  if (kind === 'base') return 'comes from the base image';
  if (kind === 'context') return 'comes from the build context';
  const step = analysis.stages
    .flatMap(({ steps }) => steps)
    .find(({ instruction }) => instruction.lines.start === line);
  return step?.instruction.keyword === 'RUN' ? 'is made by a RUN of the final stage' : 'comes from elsewhere';
}

function* candidates(pattern: string, image: Image): Generator<readonly [string, Entry]> {
  if (!hasWildcard(pattern) && pattern.startsWith('/')) {
    const entry = image.snapshot.entry(pattern);
    if (entry) yield [pattern, entry];
    return;
  }
  const whole = pattern.startsWith('/') ? pattern : `**/${pattern}`;
  for (const { path, entry } of image.snapshot.walk()) {
    if (!matchesGlob(whole, path)) continue;
    // A link to something that was not copied along is no file.
    if (entry.type === 'symlink' && image.snapshot.stat(path).kind === 'absent') continue;
    yield [path, entry];
  }
}

function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/**
 * Why a path that matches may be in the image although none is listed: a step that nobody modelled, or a
 * directory of which not all is known. What a base image may hold beyond its known programs does not count.
 */
function mayHold(pattern: string, image: Image): string | undefined {
  const root = image.snapshot.entry('/');
  if (root?.type === 'directory' && root.unlisted !== undefined) return root.unlisted;
  const whole = pattern.startsWith('/') ? pattern : `/**/${pattern}`;
  for (const { path, entry } of image.snapshot.walk()) {
    if (entry.type === 'unknown' && leadsTo(path, whole)) return entry.why;
    if (entry.type !== 'directory' || entry.unlisted === undefined || entry.provenance.kind === 'base')
      continue;
    if (leadsTo(path, whole)) return entry.unlisted;
  }
  return undefined;
}

/** Whether something in a directory could match a pattern: each part of its path matches the pattern's. */
function leadsTo(directory: string, pattern: string): boolean {
  const parts = pattern.split('/');
  for (const [at, name] of directory.split('/').entries()) {
    const part = parts[at];
    if (part?.includes('**')) return true;
    if (part === undefined || !matchesGlob(part, name)) return false;
  }
  return true;
}

/** Whether an entry was copied from a stage, or its content was made there, as far back as its way is known. */
function madeIn(entry: Entry, selector: StageSelector, context: GoalContext): Tri {
  const { stages } = context.analysis;
  const { stage: into, line } = entry.provenance;
  const copied = stages[into ?? -1]?.steps
    .filter(({ instruction }) => instruction.lines.start === line)
    .flatMap(({ dependencies }) => dependencies)
    .some(({ source }) => {
      const from = source.kind === 'stage' ? stages[source.index] : undefined;
      return from !== undefined && selectsStage(selector, from, context.analysis) === 'yes';
    });
  if (copied) return 'yes';
  let at: Provenance | undefined = entry.provenance;
  let origin = entry.provenance;
  let result: Tri = 'no';
  while (at) {
    origin = at;
    const stage = at.stage === undefined ? undefined : context.analysis.stages[at.stage];
    if (stage !== undefined && at.kind !== 'context' && at !== entry.provenance) {
      const answer = selectsStage(selector, stage, context.analysis);
      if (answer !== 'no') result = answer;
      if (answer === 'yes') return 'yes';
    }
    at = at.origin;
  }
  if (origin.kind === 'context') return selector === 'context' ? 'yes' : result;
  const stage = origin.stage === undefined ? undefined : context.analysis.stages[origin.stage];
  if (stage === undefined) return 'unknown';
  const answer = selectsStage(selector, stage, context.analysis);
  return answer === 'no' ? result : answer;
}

function rangeOf(provenance: Provenance, context: GoalContext) {
  return linesRange(context, { start: provenance.line ?? 0 });
}
