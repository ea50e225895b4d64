import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** The repository's own Dockerfiles: cases of the front end, starts, solutions and mistakes of the exercises. */
export function sampleTexts(): string[] {
  const patterns = [
    'src/dockerfile/testdata/*/Dockerfile',
    'exercises/*/{*,solutions/*,mistakes/*}.Dockerfile',
  ];
  const files = globSync(patterns, { cwd: repository }).sort();
  return files.map((file) => readFileSync(`${repository}/${file}`, 'utf8'));
}
