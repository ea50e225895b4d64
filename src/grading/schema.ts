/**
 * The one schema of `exercise.yaml`. It is strict: an unknown key is an error. Every key's description
 * is what an author's editor shows, through the JSON Schema that `npm run schema` writes.
 */
import { z } from 'zod';

const kebab = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, like "go-scratch"');

/** A string or a list of strings, any of which may match. */
const oneOrMore = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const referencePattern = oneOrMore.describe(
  'Image reference, or a list of which any may match. Matched against the whole name as Docker resolves it ' +
    '(docker.io/library/golang:1.27 is golang:1.27). `*` stands for any characters but "/". Without a tag any tag or ' +
    'digest matches; "scratch" is the empty image.',
);

const stageSelector = z
  .union([
    z.enum(['final', 'context', 'any']),
    z.strictObject({
      base: referencePattern.optional(),
      name: z.string().min(1).optional().describe('Stage name, any case.'),
    }),
  ])
  .describe(
    '"final" is the stage that becomes the image, "context" the build context, "any" any stage but the final one, ' +
      'or an image that --from names; ' +
      'or the stages whose base image (followed through stages that build on stages) and name match.',
  );

const expectShape = {
  stages: z
    .strictObject({
      min: z.number().int().positive().optional(),
      max: z.number().int().positive().optional(),
      exactly: z.number().int().positive().optional(),
    })
    .describe('How many stages the Dockerfile has.'),
  stage: z
    .strictObject({ base: referencePattern.optional(), name: z.string().min(1).optional() })
    .describe('At least one stage has this base image and this name.'),
  final: z
    .strictObject({ base: referencePattern.optional(), name: z.string().min(1).optional() })
    .describe(
      'The final stage has this base image (followed through stages that build on stages) and this name.',
    ),
  copies: z
    .strictObject({
      from: stageSelector,
      to: stageSelector.default('final'),
      source: oneOrMore.optional().describe('Glob on the source path: one of the copied sources matches.'),
    })
    .describe(
      'Files travel from one stage to another by COPY --from or a mount, directly or by way of other stages.',
    ),
  mounts: z
    .strictObject({
      type: z.enum(['bind', 'cache', 'tmpfs', 'secret', 'ssh']),
      target: oneOrMore.optional().describe('Glob on the target path.'),
      holds: oneOrMore
        .optional()
        .describe(
          'Glob on a path in a cache mount, from the place of the mount: after the build it has such a file, wherever ' +
            'it stands. With target, either will do.',
        ),
      from: stageSelector.optional(),
    })
    .describe('At least one RUN that the target needs has such a mount.'),
  unreachable: z.literal('none').describe('Every stage is needed for the final image.'),
  user: z
    .union([z.string().min(1), z.number().int().nonnegative()])
    .describe('Who the container runs as: "nonroot" (anyone but root), a name or a uid.'),
  command: z
    .strictObject({
      own: z
        .literal(true)
        .optional()
        .describe(
          'The Dockerfile itself says what to start, by ENTRYPOINT or CMD in the final stage or in a stage ' +
            'that it builds on; what the base image would start by itself (a shell, a prompt) does not count.',
        ),
      form: z.enum(['exec', 'shell']).optional(),
      program: oneOrMore
        .optional()
        .describe(
          'Name of a program that runs in the container, started by it or by an entrypoint of the base image or a ' +
            'shell: "nginx". Without a build, the name of the program in the command line.',
        ),
      runs: oneOrMore
        .optional()
        .describe(
          'Glob on the command line (ENTRYPOINT and CMD together, joined by blanks): "node *", "*/app".',
        ),
    })
    .describe('What a container of the image starts.'),
  checks: z.array(z.string().min(1)).min(1).describe('These checks find nothing.'),
  builds: z.literal(true).describe('docker build succeeds.'),
  starts: z.literal(true).describe('A container of the image starts.'),
  files: z
    .strictObject({
      present: z
        .array(
          z.union([
            z.string().startsWith('/'),
            z.strictObject({
              path: z.string().startsWith('/').describe('Absolute path or glob in the final image.'),
              from: stageSelector.optional().describe('Where the file was made.'),
            }),
            z.strictObject({
              anyOf: z
                .array(z.string().regex(/^[/$]/, 'an absolute path, or $NAME'))
                .min(1)
                .describe(
                  'Absolute paths or globs, one of which must be in the final image. $NAME stands for the paths, with colons in between, that ' +
                    'this environment variable of the image names.',
                ),
              called: z
                .string()
                .min(3)
                .describe('What these files are, in the plural, as the learner reads it: "CA certificates".'),
              from: stageSelector.optional().describe('Where the file was made.'),
            }),
          ]),
        )
        .optional()
        .describe('In the final image.'),
      absent: z.array(z.string().min(1)).optional().describe('Globs of which nothing is in the final image.'),
    })
    .describe('Files of the final image.'),
  size: z
    .strictObject({
      max: z.string().regex(/^\d+(\.\d+)? ?(kB|MB|GB)$/, 'a number and kB, MB or GB, like "25 MB"'),
    })
    .describe('Size of the final image on disk.'),
  config: z
    .strictObject({
      env: z.record(z.string(), z.string()).optional(),
      workdir: z.string().startsWith('/').optional(),
      ports: z.array(z.union([z.string(), z.number().int()])).optional(),
      labels: z.record(z.string(), z.string()).optional().describe('Label names with a glob on the value.'),
      healthcheck: z.boolean().optional(),
      volumes: z.array(z.string().startsWith('/')).optional(),
    })
    .describe('Config of the final image.'),
  secrets: z.literal('none').describe('No secret lies in a layer, in the config or in the history.'),
  rebuild: z
    .strictObject({
      change: z.string().min(1).describe('Path of the context file that changes.'),
      cached: oneOrMore.describe(
        'Globs on instructions ("RUN npm ci*") that must be cached after the change.',
      ),
      ifPresent: z
        .literal(true)
        .optional()
        .describe(
          'A glob that no instruction matches asks for nothing, where the same work may be done in other ways.',
        ),
    })
    .describe('After this change, these steps come from the cache.'),
  context: z
    .strictObject({
      max: z.string().optional().describe('Largest size of what is sent, like "1 MB".'),
      absent: z
        .array(z.string().min(1))
        .optional()
        .describe('Globs of files that .dockerignore must leave out.'),
    })
    .describe('What is sent to the builder.'),
} as const;

const expect = z
  .strictObject(expectShape)
  .partial()
  .refine((value) => Object.keys(value).length > 0, 'at least one expectation, such as "stages"');

const goal = z.strictObject({
  id: kebab.describe('Stable: progress is stored under it.'),
  title: z.string().min(3).describe('What is asked, as an imperative: "Compile in one stage, ship another".'),
  why: z.string().min(10).optional().describe('Why it matters, shown with the goal while it is unmet.'),
  lesson: z
    .string()
    .regex(/^[a-z0-9-]+(#[a-z0-9-]+)?$/, 'a lesson and a heading of it, like "two-stages#names-not-numbers"')
    .optional()
    .describe('Where the lessons explain it, as lesson#heading; the lesson of the exercise where absent.'),
  expect: expect.describe('All of these must hold.'),
  hints: z
    .array(z.string().min(3))
    .default([])
    .describe('From a nudge to all but the answer, opened one at a time.'),
});

/** The shape of `exercise.yaml`. */
export const exerciseSchema = z.strictObject({
  id: kebab.describe('Stable and equal to the folder name; never a position.'),
  title: z.string().min(3),
  summary: z.string().min(10).describe('One sentence for lists.'),
  track: kebab.describe('The ordered set that it belongs to.'),
  order: z.number().int().positive().describe('Place in the track.'),
  difficulty: z.enum(['start', 'practice', 'challenge']),
  minutes: z.number().int().positive().describe('How long it takes, for a beginner.'),
  lesson: kebab.optional().describe('The lesson that leads here (file name without number).'),
  target: z.string().min(1).optional().describe('Stage to build, like docker build --target.'),
  buildArgs: z.record(z.string(), z.string()).optional().describe('Like docker build --build-arg.'),
  editable: z.array(z.string().min(1)).default([]).describe('Files of context/ that the learner may edit.'),
  goals: z.array(goal).min(1),
  hints: z.array(z.string().min(3)).default([]).describe('Hints on the exercise as a whole.'),
  solutions: z
    .array(
      z.strictObject({
        file: z.string().endsWith('.Dockerfile').describe('File in solutions/.'),
        title: z.string().min(3),
        note: z.string().min(3).optional().describe('What is different about this answer.'),
      }),
    )
    .min(2),
  mistakes: z
    .array(
      z.strictObject({
        file: z.string().endsWith('.Dockerfile').describe('File in mistakes/.'),
        title: z.string().min(3).describe('The misconception, by name.'),
        unmet: z.array(kebab).min(1).describe('Exactly the goals that it leaves unmet.'),
      }),
    )
    .min(3),
});

/** A validated exercise.yaml. */
export type Exercise = z.output<typeof exerciseSchema>;
/** One goal of it. */
export type Goal = Exercise['goals'][number];
/** What a goal expects. */
export type Expectation = Goal['expect'];
/** Names stages. */
export type StageSelector = z.output<typeof stageSelector>;
