import type { Analysis, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { baseName } from '../paths.ts';
import { mentions, scriptOf } from '../run-script.ts';
import { chainOf, finalStage, stepsWith } from '../walk.ts';

const PRIVATE = new Set(
  `id_rsa id_dsa id_ecdsa id_ed25519 .netrc .git-credentials .pgpass .pypirc .vault-token credentials.json
   service-account.json serviceaccount.json kubeconfig privkey.pem private.pem key.pem`.split(/\s+/),
);
/** Every name below has one of these in it, and few others have. */
const SUSPICIOUS = /(^|\/)\.[a-z]|id_|key|pem|pfx|p12|ppk|credentials|service-?account|kubeconfig/;
const PRIVATE_PATHS = ['.aws/credentials', '.docker/config.json', '.kube/config', '.gnupg', '.ssh'];
/** Settings of the running program, often with passwords; in a stage that is left behind they do no harm. */
const SETTINGS = new Set(['.env', '.env.local', '.env.production.local', '.env.development.local']);
const REGISTRY_SETTINGS = new Set(['.npmrc', '.yarnrc', '.yarnrc.yml']);

export default defineCheck({
  name: 'SecretFileCopied',
  buildkit: false,
  severity: 'warning',
  keywords: ['COPY', 'ADD'],
  run(analysis, report) {
    for (const keyword of ['COPY', 'ADD'] as const) {
      for (const { stage, step } of stepsWith(analysis, keyword)) {
        const { expanded, dependencies } = step;
        if (dependencies.length > 0) continue;
        for (const { text, range } of expanded.sources) {
          // What is downloaded is known to others already.
          if (!SUSPICIOUS.test(text) || text.includes('://')) continue;
          const name = baseName(text);
          const final = finalStage(analysis);
          const shipped = final !== undefined && chainOf(analysis, final).includes(stage);
          const secret =
            isPrivate(text, name) ||
            (SETTINGS.has(name) && shipped) ||
            (REGISTRY_SETTINGS.has(name) && holdsToken(analysis, stage, name));
          if (!secret) continue;
          const where = shipped
            ? 'the final image'
            : 'the build cache, and in every image built on this stage';
          report({ range, message: `${name} is a file with secrets; copied like this it stays in ${where}` });
        }
      }
    }
  },
});

function isPrivate(path: string, name: string): boolean {
  if (PRIVATE.has(name) || PRIVATE_PATHS.some((end) => path === end || path.endsWith(`/${end}`))) return true;
  // Other *.key files are often public ones, such as a package archive's.
  return (
    /[-_.](private|key)\.pem$|\.(pfx|p12|ppk)$|^(server|client|tls|ssl|private|privkey|ca)\.key$/.test(
      name,
    ) && !name.includes('*')
  );
}

/** A registry's settings file is a secret for sure where the stage has a token for it, or hurries to delete it. */
function holdsToken(analysis: Analysis, stage: Stage, name: string): boolean {
  return stage.steps.some(({ instruction }) => {
    if (instruction.keyword === 'ARG')
      return instruction.args.some(({ key }) => /NPM_.*(TOKEN|AUTH)/.test(key.text));
    if (instruction.keyword !== 'RUN' || !mentions(instruction.command, name)) return false;
    const script = scriptOf(analysis, stage, instruction.command);
    return script?.programs.some(
      (c) => c.name === 'rm' && c.args.some(({ text }) => baseName(text) === name),
    );
  });
}
