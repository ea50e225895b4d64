import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AnalyzeOptions, analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { applyEdits } from './edits.ts';
import { checks, runChecks } from './index.ts';
import { type Example, exampleOptions, kebabCase, parseReadme } from './readme.ts';

/** Every check's README is its test: what it shows as good yields nothing, what it shows as bad is found. */
const HERE = import.meta.dirname;
const folders = readdirSync(HERE, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function options(example: Example): AnalyzeOptions {
  const { basePlatform } = example;
  const lookup: AnalyzeOptions['lookupImage'] = (reference) => {
    const facts = lookupImage(reference);
    return facts && basePlatform !== undefined ? { ...facts, platform: basePlatform } : facts;
  };
  return { ...exampleOptions(example), lookupImage: lookup };
}

function found(dockerfile: string, example: Example, rule: string) {
  return runChecks(analyze(dockerfile, options(example))).filter((diagnostic) => diagnostic.rule === rule);
}

it('every check is a folder with check.ts and README.md, and every folder a check', () => {
  for (const { name } of folders) {
    expect(existsSync(join(HERE, name, 'check.ts')), `src/checks/${name}/check.ts`).toBe(true);
    expect(existsSync(join(HERE, name, 'README.md')), `src/checks/${name}/README.md`).toBe(true);
  }
  expect(checks.map(({ name }) => kebabCase(name)).sort()).toEqual(folders.map(({ name }) => name).sort());
  expect(checks.map(({ name }) => name)).toEqual(checks.map(({ name }) => name).sort());
});

for (const check of checks) {
  const path = join(HERE, kebabCase(check.name), 'README.md');
  describe.skipIf(!existsSync(path))(check.name, () => {
    const readme = parseReadme(existsSync(path) ? readFileSync(path, 'utf8') : '');

    it('has its name as title and at least one bad and one good example', () => {
      expect(readme.title).toBe(check.name);
      expect(readme.what.split('\n\n')).toHaveLength(1);
      expect(readme.examples.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['good', 'bad']));
    });

    readme.examples.forEach((example, number) => {
      const { kind, dockerfile, line, fixed } = example;
      it(`example ${number + 1} (${kind}) says the truth`, () => {
        const diagnostics = found(dockerfile, example, check.name);
        const messages = diagnostics.map((d) => `${d.range.start.line + 1}: ${d.message}`);
        if (kind === 'good') {
          expect(messages).toEqual([]);
          const others = runChecks(analyze(dockerfile, options(example))).filter(
            (d) => d.severity !== 'info',
          );
          expect(others.map((d) => `${d.rule} ${d.range.start.line + 1}: ${d.message}`)).toEqual([]);
          expect(analyze(dockerfile, options(example)).error?.message).toBeUndefined();
          return;
        }
        expect(messages).toHaveLength(1);
        expect(diagnostics[0]?.range.start.line, messages[0]).toBe((line ?? 0) - 1);
        const { fix } = diagnostics[0] ?? {};
        if (fixed !== undefined) expect(applyEdits(dockerfile, fix?.edits ?? [])).toBe(fixed);
        if (fix !== undefined) {
          const after = applyEdits(dockerfile, fix.edits);
          expect(found(after, example, check.name), `after the quick fix:\n${after}`).toEqual([]);
        }
      });
    });
  });
}
