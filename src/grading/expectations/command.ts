import { brokenLine } from '../broken.ts';
import { type ContainerCommand, commandOf, spellings } from '../command-line.ts';
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
import { describeSource } from '../reference.ts';
import type { Expectation } from '../schema.ts';
import { type Tri, tri } from '../tri.ts';

/** Whether a program runs in the container: as the start of the built image saw it, else as the line says. */
function runsProgram(
  wanted: string | readonly string[],
  found: ContainerCommand,
  { build }: GoalContext,
): Tri {
  const isWanted = (path: string) => matchesAnyGlob(wanted, path.slice(path.lastIndexOf('/') + 1));
  const start = build?.start;
  if (start !== undefined) {
    if (start.programs?.some(isWanted)) return 'yes';
    if (start.status === 'unknown') return 'unknown';
    if (start.programs !== undefined) return 'no';
  }
  return tri(spellings(found).some((line) => isWanted(line.split(' ', 1)[0] ?? '')));
}

/** What a container of the image starts, and in which form it is written. */
export const command: Judge<NonNullable<Expectation['command']>> = (wanted, context) => {
  const { analysis } = context;
  const broken = brokenLine(analysis, ['FROM', 'ARG', 'CMD', 'ENTRYPOINT', 'SHELL']);
  if (broken !== undefined) return unreadable(context, broken);
  const stage = finalStage(analysis);
  if (stage === undefined) return withoutFinalStage(context);
  const found = commandOf(analysis, stage);
  const range = found.instruction?.keywordRange ?? stage.from.baseName.range;
  if (found.argv.length === 0 && found.certain) {
    return unmet(context, {
      message: 'The image does not say what a container of it starts.',
      range,
      why: 'Without a command, docker run stops with an error unless it is given one by hand.',
      advice: 'Which program should run? An instruction at the end of the final stage names it.',
    });
  }
  const base = describeSource(stage.rootBase);
  if (wanted.own === true && found.instruction === undefined) {
    return unmet(context, {
      message: `No line of the Dockerfile says what a container starts, so it starts what ${base} starts by itself.`,
      range,
      why: 'ENTRYPOINT and CMD of a stage that is left behind are left behind with it.',
      advice: 'Which program should run? An instruction at the end of the final stage names it.',
    });
  }
  const runs =
    wanted.runs === undefined ||
    spellings(found).some((line) => matchesAnyGlob(wanted.runs ?? [], line, { anything: true }));
  const program = wanted.program === undefined ? 'yes' : runsProgram(wanted.program, found, context);
  if (!runs || program !== 'yes') {
    if (program === 'unknown' && context.build?.start?.why !== undefined) {
      return unknown(context, {
        message: `Which program the container runs cannot be told: ${context.build.start.why}.`,
        range,
        advice: 'Run docker build and docker run to find out.',
      });
    }
    if (!found.certain) {
      return unknown(context, {
        message: `What the container starts cannot be told: part of it comes from ${base}, of which nothing is known.`,
        range,
        advice: 'Say in the final stage what a container starts.',
      });
    }
    return unmet(context, {
      message: `The container starts "${found.argv.join(' ')}", which is not what this goal asks for.`,
      range,
      why: 'ENTRYPOINT and CMD together are the command line of the container.',
      advice:
        wanted.program === undefined
          ? 'Compare the path of the program with where the line above puts it.'
          : 'Which program does the base image of the final stage bring? Without a CMD and an ENTRYPOINT of your own, those of the base image hold.',
    });
  }
  if (wanted.form === undefined || found.form === wanted.form) return MET;
  if (found.form === undefined) {
    return unknown(context, {
      message: `In which form the command is set cannot be told: it comes from ${base}.`,
      range,
      advice: 'Say in the final stage what a container starts.',
    });
  }
  return unmet(context, {
    message: `The command is written in ${found.form} form; this goal asks for ${wanted.form} form.`,
    range,
    why:
      wanted.form === 'exec'
        ? 'Shell form starts /bin/sh, which starts the program: the image must have a shell, and signals such as "stop" reach the shell, not the program.'
        : 'Exec form starts the program without a shell: variables and && are not understood.',
    advice:
      wanted.form === 'exec'
        ? 'The command can be written as a JSON array, one string in double quotes for each argument.'
        : 'Written without brackets, the command is handed to a shell.',
  });
};
