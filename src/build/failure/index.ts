/** What Docker's words about a failed step mean, and what to do: for someone who reads them for the first time. */
import type { Analysis, Dependency } from '../../dockerfile/stages/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { BuildContext, BuildError, StepResult } from '../types.ts';
import { missingSource } from './missing-source.ts';
import { ofRun } from './of-run.ts';

/** What an explanation may look at. */
export interface Scene {
  readonly analysis: Analysis;
  readonly context: BuildContext;
  /** The step that failed. */
  readonly failed: StepResult;
  /** Files of a stage as far as it was built; undefined where it was not. */
  readonly stageFiles: (index: number) => Snapshot | undefined;
  readonly resolve: (dependency: Dependency) => Snapshot | undefined;
}

export type Help = Pick<BuildError, 'why' | 'advice'>;

/** What a piece of Docker's message means; the first that is in it counts. */
const BY_PART: readonly (readonly [part: string, help: Help])[] = [
  [
    'executable file not found in $PATH',
    {
      why: 'The image of this stage has no program of that name, in no folder of PATH.',
      advice: 'Run the command in a stage whose base image has it, or install it first.',
    },
  ],
  [
    'unable to find user',
    {
      why: 'USER names somebody whom /etc/passwd of this stage does not have.',
      advice: 'Create the user before, or use a number: USER 10001.',
    },
  ],
  [
    'cannot copy to non-directory',
    {
      why: 'A folder is to be copied to a place where a file stands.',
      advice: 'Choose another destination, or copy the file that the folder holds.',
    },
  ],
  [
    'not a directory',
    {
      why: 'A part of the path, before its last name, is a file and not a folder.',
      advice: 'Compare the path with what the lines above put there.',
    },
  ],
  [
    'must be a directory and end with a /',
    {
      why: 'Several files cannot become one.',
      advice: 'End the destination with a slash: it is then a folder.',
    },
  ],
  [
    'failed to calculate checksum',
    {
      why: 'COPY and ADD see only what lies in their source: the build context without what .dockerignore leaves out, or the stage that --from names. This path is not there.',
      advice:
        'Compare the path with the files of the context, or with the line that makes it in the other stage.',
    },
  ],
];

/** The error with what there is to say of it; what it says already is kept. */
export function explainFailure(error: BuildError, scene: Scene): BuildError {
  if (error.why !== undefined || error.advice !== undefined) return error;
  const keyword = scene.failed.step.expanded.keyword;
  const help =
    missingSource(error.message, scene) ??
    BY_PART.find(([part]) => error.message.includes(part))?.[1] ??
    (keyword === 'RUN' ? ofRun(error.message, scene) : undefined);
  return help === undefined ? error : { ...error, ...help };
}
