import type { BuildError } from '../build/index.ts';

interface Explanation {
  readonly why: string;
  readonly advice: string;
}

/** What a piece of Docker's message means; the first that is in it counts. */
const EXPLANATIONS: readonly (readonly [string, Explanation])[] = [
  [
    'failed to calculate checksum',
    {
      why: 'COPY and ADD see only what lies in their source: the build context without what .dockerignore leaves out, or the stage that --from names. This path is not there.',
      advice:
        'Compare the path with the files of the context, or with the line that makes it in the other stage.',
    },
  ],
  [
    'executable file not found in $PATH',
    {
      why: 'The image of this stage has no program of that name, in no folder of PATH.',
      advice: 'Run the command in a stage whose base image has it, or install it first.',
    },
  ],
  [
    'exit code: 127',
    {
      why: '127 is the shell’s word for a command that it did not find.',
      advice: 'Look at the last line of the log: the base image of this stage does not have that program.',
    },
  ],
  [
    'exit code: 126',
    {
      why: '126 is the shell’s word for a file that is there and may not be executed.',
      advice: 'Give it the permission with chmod +x, or COPY --chmod=755.',
    },
  ],
  [
    'exit code',
    {
      why: 'The command said that it failed, so Docker keeps nothing of this step and stops.',
      advice: 'The lines of the log above the error are the command’s own words.',
    },
  ],
  [
    'unable to find user',
    {
      why: 'USER names somebody whom /etc/passwd of this stage does not have.',
      advice: 'Create the user before, or use a number: USER 10001.',
    },
  ],
];

/** Our words beside Docker's. What the build itself explains is kept. */
export function explainError(error: BuildError): { readonly why?: string; readonly advice?: string } {
  const found = EXPLANATIONS.find(([part]) => error.message.includes(part))?.[1];
  const why = error.why ?? found?.why;
  const advice = error.advice ?? found?.advice;
  return { ...(why === undefined ? {} : { why }), ...(advice === undefined ? {} : { advice }) };
}
