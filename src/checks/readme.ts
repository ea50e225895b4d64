/**
 * Reads a check's README: prose for its page on the site, and examples that are its tests. The shape
 * is the same for all of them:
 *
 *     # RuleName
 *     One paragraph: what the check finds.
 *     ## Why it matters
 *     ## How to fix it
 *     ## Examples
 *
 * and under Examples fences of three kinds, each with a complete Dockerfile:
 *
 *     ```dockerfile good            nothing is found
 *     ```dockerfile bad line=3      exactly one finding, on this line (from 1)
 *     ```dockerfile fixed           what the quick fix makes of the bad example right above
 *
 * What an example needs of the world stands in its fence: `target=test`, `platform=linux/arm64`,
 * `base-platform=linux/arm64` (what the base images are made for), `context=".dockerignore:*.log app.log"` (the files of the build context; what follows
 * `.dockerignore:` up to the next blank is its content, `,` between its lines).
 */
import { knownContext } from '../build/known-context.ts';
import type { AnalyzeOptions } from '../dockerfile/index.ts';

const ATTRIBUTES = ['line', 'target', 'platform', 'base-platform', 'context'];

/** One fenced Dockerfile under Examples. */
export interface Example {
  readonly kind: 'good' | 'bad';
  readonly dockerfile: string;
  /** Line of the finding, from 1; only for a bad one. */
  readonly line?: number;
  /** What the quick fix yields; only where the README shows it. */
  readonly fixed?: string;
  readonly target?: string;
  readonly platform?: string;
  /** The platform that the base images are made for. */
  readonly basePlatform?: string;
  readonly context?: { readonly files: readonly string[]; readonly dockerignore?: string };
}

export interface CheckReadme {
  /** The rule's name. */
  readonly title: string;
  /** What it finds: Markdown, one paragraph. */
  readonly what: string;
  /** Markdown. */
  readonly why: string;
  /** Markdown. */
  readonly fix: string;
  readonly examples: readonly Example[];
}

/** Reads a README. Throws an Error that says which part is missing or wrong, and on which line (from 1). */
export function parseReadme(text: string): CheckReadme {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const sections = new Map<string, string>();
  const examples: Example[] = [];
  let title = '';
  let heading = '';
  let body: string[] = [];
  const close = () => {
    if (title !== '') sections.set(heading, body.join('\n').trim());
    body = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line.startsWith('```')) {
      const end = lines.indexOf('```', i + 1);
      if (end === -1) throw new Error(`line ${i + 1}: this fence is never closed; end it with \`\`\``);
      const content = lines.slice(i + 1, end);
      if (heading === 'Examples') addExample(examples, line.slice(3), `${content.join('\n')}\n`, i + 1);
      else body.push(line, ...content, '```');
      i = end;
    } else if (line.startsWith('# ') && title === '') title = line.slice(2).trim();
    else if (line.startsWith('## ')) {
      close();
      heading = line.slice(3).trim();
    } else body.push(line);
  }
  close();
  if (title === '') throw new Error('line 1: the title is missing; write "# RuleName"');
  return {
    title,
    what: section(sections, '', 'a paragraph under the title that says what the check finds'),
    why: section(sections, 'Why it matters'),
    fix: section(sections, 'How to fix it'),
    examples,
  };
}

function section(sections: ReadonlyMap<string, string>, name: string, what = `"## ${name}"`): string {
  const text = sections.get(name);
  if (text === undefined || text === '') throw new Error(`${what} is missing`);
  return text;
}

function addExample(examples: Example[], info: string, dockerfile: string, line: number): void {
  const [language, kind, ...attributes] = info.match(/[^\s"]*"[^"]*"|\S+/g) ?? [];
  const shown = `line ${line}: "${info}"`;
  if (language !== 'dockerfile') throw new Error(`${shown}: an example is a "dockerfile" fence`);
  if (kind === 'fixed') {
    const bad = examples.at(-1);
    if (bad?.kind !== 'bad') throw new Error(`${shown}: a fixed example follows the bad one that it fixes`);
    examples[examples.length - 1] = { ...bad, fixed: dockerfile };
    return;
  }
  if (kind !== 'good' && kind !== 'bad') throw new Error(`${shown}: say "good", "bad line=N" or "fixed"`);
  const values = new Map<string, string>();
  for (const attribute of attributes) {
    const equals = attribute.indexOf('=');
    const key = attribute.slice(0, equals);
    if (!ATTRIBUTES.includes(key)) {
      throw new Error(`${shown}: unknown attribute "${attribute}"; known are ${ATTRIBUTES.join(', ')}`);
    }
    values.set(key, attribute.slice(equals + 1).replace(/^"|"$/g, ''));
  }
  const at = Number(values.get('line'));
  if (kind === 'bad' && !Number.isInteger(at))
    throw new Error(`${shown}: a bad example names its line: "bad line=3"`);
  const context = values.get('context');
  examples.push({
    kind,
    dockerfile,
    ...(kind === 'bad' && { line: at }),
    target: values.get('target'),
    platform: values.get('platform'),
    basePlatform: values.get('base-platform'),
    ...(context !== undefined && { context: parseContext(context) }),
  });
}

/** What `analyze` is told of the world around an example; nothing of base images. */
export function exampleOptions({ target, platform, context }: Example): AnalyzeOptions {
  return { target, platform, context: context && knownContext(context.files, context.dockerignore) };
}

function parseContext(text: string): { files: string[]; dockerignore?: string } {
  const words = text.split(' ').filter((word) => word !== '');
  const ignore = words.find((word) => word.startsWith('.dockerignore:'));
  const files = words.map((word) => (word === ignore ? '.dockerignore' : word));
  if (ignore === undefined) return { files };
  return { files, dockerignore: ignore.slice('.dockerignore:'.length).replaceAll(',', '\n') };
}

/** `JSONArgsRecommended` -> `json-args-recommended`: a check's folder, and its address on the site. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** Docker's own page on one of BuildKit's rules. */
export function buildkitPage(name: string): string {
  return `https://docs.docker.com/reference/build-checks/${kebabCase(name)}/`;
}
