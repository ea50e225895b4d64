import { toText } from '../../build/filesystem/content.ts';
import type { Entry, Image, Layer } from '../../build/types.ts';
import { secretValues } from '../../checks/secret-shapes.ts';
import type { Stage } from '../../dockerfile/index.ts';
import { builtImage, firstUnknown, linesRange } from '../built.ts';
import {
  type Explanation,
  finalStage,
  type GoalContext,
  type Judge,
  MET,
  stageChain,
  unknown,
  unmet,
} from '../goal-context.ts';

/** Checks that find a secret in the text: what they find in the final stage is in the image's config or history. */
const CHECKS: ReadonlySet<string> = new Set([
  'SecretsUsedInArgOrEnv',
  'SecretValueInDockerfile',
  'SecretFileCopied',
]);

/** Files that hold nothing but secrets, by the end of their path (the same that SecretFileCopied knows). */
const SECRET_FILES: readonly string[] =
  '/id_rsa /id_dsa /id_ecdsa /id_ed25519 /.netrc /.git-credentials /.pgpass /.pypirc /.vault-token /.aws/credentials /.docker/config.json /.kube/config /.env /.npmrc'.split(
    ' ',
  );

/** No secret lies in a layer, in the config or in the history of the final image. */
export const secrets: Judge<'none'> = (_, context) => {
  const stage = finalStage(context.analysis);
  const chain = stage === undefined ? [] : stageChain(context.analysis, stage);
  const inText = findingsIn(chain, context);
  const built = builtImage(context, 'no secret is left in the image');
  if ('verdict' in built) {
    return inText.length > 0 ? unmet(context, ...inText) : built.verdict;
  }
  const inLayers = built.image.layers.flatMap((layer) => filesIn(layer, context));
  const found = [...inText, ...inLayers];
  if (found.length === 0) found.push(...inConfig(built.image, context));
  if (found.length > 0) return unmet(context, ...found);
  const unsure = firstUnknown(built.build);
  if (unsure === undefined) return MET;
  return unknown(context, {
    message: `Whether a secret is left in the image cannot be told: ${unsure.why}`,
    range: linesRange(context, { start: unsure.line }),
  });
};

function findingsIn(chain: readonly Stage[], context: GoalContext): Explanation[] {
  return context
    .findings()
    .filter(
      ({ rule, range }) =>
        CHECKS.has(rule) &&
        chain.some(
          (stage) => stage.range.start.line <= range.start.line && range.start.line <= stage.range.end.line,
        ),
    )
    .map(({ message, range, why, advice }) => ({
      message,
      range,
      ...(why === undefined ? {} : { why }),
      ...(advice === undefined ? {} : { advice }),
    }));
}

/** Longer files are not read: a secret that somebody left behind stands in a short one. */
const MAX_LENGTH = 256 * 1024;

function holdsSecret(entry: Entry | undefined): boolean {
  if (entry?.type !== 'file' || entry.content === undefined || entry.size.bytes > MAX_LENGTH) return false;
  return secretValues(toText(entry.content)).length > 0;
}

/** Values of ENV and ARG that hold a secret, wherever they came from: build arguments are kept in the history. */
function inConfig(image: Image, context: GoalContext): Explanation[] {
  const places = [
    ...[...image.config.env].map(([name, value]) => ({ place: `the variable ${name} of the image`, value })),
    ...[...image.config.labels].map(([name, value]) => ({ place: `the label ${name} of the image`, value })),
    ...image.history.map(({ createdBy }) => ({ place: 'the history of the image', value: createdBy })),
  ];
  const [first] = places.filter(({ value }) => secretValues(value).length > 0);
  if (!first) return [];
  return [
    {
      message: `What looks like a secret stands in ${first.place}, where everybody who has the image can read it.`,
      range: linesRange(context, {
        start: finalStage(context.analysis)?.range.start.line ?? 0,
      }),
      why: 'docker history and docker inspect print it.',
      advice: 'Hand the secret in with a secret mount, which leaves nothing behind.',
    },
  ];
}

function filesIn(layer: Layer, context: GoalContext): Explanation[] {
  return layer.changes
    .filter(
      ({ path, kind, entry }) =>
        kind !== 'delete' &&
        entry?.type === 'file' &&
        (SECRET_FILES.some((end) => path.endsWith(end)) || holdsSecret(entry)),
    )
    .map(({ path }) => ({
      message: `${path} lies in a layer of the final image, where everybody who has the image can read it.`,
      range: linesRange(context, { start: layer.provenance.line ?? 0 }),
      why: 'A layer keeps what was put into it, even where a later line deletes it.',
      advice: 'Lend the secret to the step that needs it, with a secret mount.',
    }));
}
