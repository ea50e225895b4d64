import type { ImageConfig, Keyword, Range, Stage } from '../../dockerfile/index.ts';
import { brokenLine } from '../broken.ts';
import { matchesGlob } from '../glob.ts';
import {
  type Explanation,
  finalStage,
  type GoalContext,
  type Judge,
  MET,
  unknown,
  unmet,
  unreadable,
  withoutFinalStage,
} from '../goal-context.ts';
import { inForce } from '../in-force.ts';
import { cleanPath } from '../paths.ts';
import { describeSource } from '../reference.ts';
import type { Expectation } from '../schema.ts';
import type { Tri } from '../tri.ts';

type Wanted = NonNullable<Expectation['config']>;

interface Finding extends Explanation {
  readonly answer: Exclude<Tri, 'yes'>;
}

/** Config of the final image, as far as the Dockerfile and the facts of its base image say it. */
export const config: Judge<Wanted> = (wanted, context) => {
  const { analysis } = context;
  const broken = brokenLine(analysis, ['FROM', 'ARG', ...keywordsOf(wanted)]);
  if (broken !== undefined) return unreadable(context, broken);
  const stage = finalStage(analysis);
  if (stage === undefined) return withoutFinalStage(context);
  const findings = [
    ...env(wanted, stage, context),
    ...workdir(wanted, stage, context),
    ...ports(wanted, stage, context),
    ...labels(wanted, stage, context),
    ...healthcheck(wanted, stage, context),
    ...volumes(wanted, stage, context),
  ];
  const wrong = findings.filter(({ answer }) => answer === 'no');
  if (wrong.length > 0) return unmet(context, ...wrong);
  return findings.length === 0 ? MET : unknown(context, ...findings);
};

function keywordsOf(wanted: Wanted): Keyword[] {
  const keywords: Keyword[] = ['ONBUILD'];
  if (wanted.env !== undefined) keywords.push('ENV');
  if (wanted.workdir !== undefined) keywords.push('WORKDIR');
  if (wanted.ports !== undefined) keywords.push('EXPOSE');
  if (wanted.labels !== undefined) keywords.push('LABEL');
  if (wanted.healthcheck !== undefined) keywords.push('HEALTHCHECK');
  if (wanted.volumes !== undefined) keywords.push('VOLUME');
  return keywords;
}

/** What the build says, where there was one; else what the lines and the facts of the base image say. */
function configOf(stage: Stage, { build }: GoalContext): ImageConfig {
  return build?.image?.config ?? stage.config;
}

type Part = (wanted: Wanted, stage: Stage, context: GoalContext) => Finding[];

const env: Part = (wanted, stage, context) =>
  Object.entries(wanted.env ?? {}).flatMap(([name, value]) => {
    const given = configOf(stage, context).env.get(name);
    if (given !== undefined && matchesGlob(value, given, { anything: true })) return [];
    const range = lineOf('ENV', stage, context);
    if (given !== undefined) {
      const message = `The environment variable ${name} has another value: "${given}".`;
      return [
        { answer: 'no', message, range, advice: 'A later ENV of the same name replaces an earlier one.' },
      ];
    }
    return [missing(`the environment variable ${name}`, 'ENV', stage, context)];
  });

const workdir: Part = ({ workdir: wanted }, stage, context) => {
  if (wanted === undefined) return [];
  const given = configOf(stage, context).workingDir;
  if (given !== '' && cleanPath(given) === cleanPath(wanted)) return [];
  if (inForce(context.analysis, stage, 'WORKDIR') === undefined && !stage.baseKnown) {
    return [missing('a working directory', 'WORKDIR', stage, context)];
  }
  return [
    {
      answer: 'no',
      message: `The working directory is ${given === '' ? '/' : given}, not the one that this goal asks for.`,
      range: lineOf('WORKDIR', stage, context),
      advice:
        'The last line that sets it in the final stage decides; a relative path goes on from the one before.',
    },
  ];
};

const ports: Part = (wanted, stage, context) =>
  (wanted.ports ?? []).flatMap((port) => {
    const exposed = configOf(stage, context).exposedPorts.some(
      (given) => withProtocol(given) === withProtocol(String(port)),
    );
    return exposed ? [] : [missing(`the port ${port}`, 'EXPOSE', stage, context)];
  });

const labels: Part = (wanted, stage, context) =>
  Object.entries(wanted.labels ?? {}).flatMap(([name, value]) => {
    const given = configOf(stage, context).labels.get(name);
    if (given === undefined) return [missing(`the label ${name}`, 'LABEL', stage, context)];
    if (matchesGlob(value, given, { anything: true })) return [];
    const range = lineOf('LABEL', stage, context);
    return [{ answer: 'no', message: `The label ${name} has another value: "${given}".`, range }];
  });

const healthcheck: Part = ({ healthcheck: wanted }, stage, context) => {
  if (wanted === undefined) return [];
  const given = configOf(stage, context).healthcheck;
  const has = given !== null && given.test[0] !== 'NONE';
  if (has === wanted) return [];
  if (wanted) return [missing('a health check', 'HEALTHCHECK', stage, context)];
  const range = lineOf('HEALTHCHECK', stage, context);
  return [{ answer: 'no', message: 'The image has a health check; this goal asks for none.', range }];
};

const volumes: Part = (wanted, stage, context) =>
  (wanted.volumes ?? []).flatMap((volume) => {
    const has = configOf(stage, context).volumes.some((given) => cleanPath(given) === cleanPath(volume));
    return has ? [] : [missing(`the volume ${volume}`, 'VOLUME', stage, context)];
  });

/** Nothing sets it: wrong where the base image is known, not to be told where it is not. */
function missing(what: string, keyword: Keyword, stage: Stage, context: GoalContext): Finding {
  const range = lineOf(keyword, stage, context);
  if (stage.baseKnown) {
    return {
      answer: 'no',
      message: `The image does not set ${what}.`,
      range,
      why: 'The config travels with the image: whoever runs it does not have to know.',
      advice: `Look at what the final stage says with ${keyword}. What another stage sets stays in that stage.`,
    };
  }
  return {
    answer: 'unknown',
    message: `Whether the image sets ${what} cannot be told: no line does, and nothing is known of ${describeSource(stage.rootBase)}.`,
    range,
    advice: 'Set it in the final stage.',
  };
}

function lineOf(keyword: Keyword, stage: Stage, context: GoalContext): Range {
  return inForce(context.analysis, stage, keyword)?.keywordRange ?? stage.from.baseName.range;
}

function withProtocol(port: string): string {
  return port.includes('/') ? port.toLowerCase() : `${port}/tcp`;
}
