/**
 * Code on the page: Shiki with our own palette. Colours are classes, not style attributes, so that a
 * strict policy holds and one page serves both themes. Dockerfiles are coloured by the tokenizer that
 * the editor uses: the same words have the same colours in a lesson and in an exercise.
 */
import { createCssVariablesTheme, type ShikiTransformer, type ThemedToken } from 'shiki';
import { writeLink } from '../components/playground/link.ts';
import { tokenize } from '../editor/tokenize.ts';
import { type CodeMeta, parseMeta, takeNotes } from './code-meta.ts';
import { withBase } from './href.ts';

/** Theme whose colours are `var(--shiki-…)`; {@link colours} turns them into classes. */
export const theme = createCssVariablesTheme({ name: 'stagecraft', variablePrefix: '--shiki-' });

/** What a variable of the theme is called in our style sheet (`code.css`). */
const CLASS_OF: Readonly<Record<string, string>> = {
  'token-keyword': 'keyword',
  'token-string': 'string',
  'token-string-expression': 'string',
  'token-comment': 'comment',
  'token-constant': 'number',
  'token-function': 'function',
  'token-parameter': 'variable',
  'token-link': 'flag',
};

const dockerfiles = new Set(['dockerfile', 'docker']);
/** Notes taken out of the text before it is highlighted, by the code that is left. */
const notesOf = new WeakMap<object, CodeMeta>();

/** Words of a Dockerfile, coloured as in the editor. */
const dockerfile: ShikiTransformer = {
  name: 'stagecraft:dockerfile',
  tokens(lines) {
    if (!dockerfiles.has(this.options.lang)) return undefined;
    let offset = 0;
    const coloured = tokenize(this.source).map((line) =>
      line.map(({ text, kind }): ThemedToken => {
        const token = {
          content: text,
          offset,
          ...(kind !== 'plain' && { htmlAttrs: { class: `tok-${kind}` } }),
        };
        offset += text.length;
        return token;
      }),
    );
    // Never lose a line: where the two disagree about lines, Shiki's stand.
    return coloured.length === lines.length ? coloured : undefined;
  },
};

const notes: ShikiTransformer = {
  name: 'stagecraft:notes',
  preprocess(code) {
    const taken = takeNotes(code, parseMeta(this.options.meta?.__raw ?? ''));
    notesOf.set(this.meta, taken.meta);
    return taken.code;
  },
  line(node, number) {
    const meta = notesOf.get(this.meta);
    node.properties.class = ['line', ...(meta?.lines.get(number) ?? [])].join(' ');
    return node;
  },
};

const colours: ShikiTransformer = {
  name: 'stagecraft:colours',
  span(node) {
    const style = String(node.properties.style ?? '');
    delete node.properties.style;
    const variable = /--shiki-([a-z-]+)/.exec(style)?.[1] ?? '';
    const name = CLASS_OF[variable];
    if (name) node.properties.class = `tok-${name}`;
    return node;
  },
};

const frame: ShikiTransformer = {
  name: 'stagecraft:frame',
  pre(node) {
    delete node.properties.style;
    const meta = notesOf.get(this.meta);
    const title = meta?.title;
    node.properties.class = `code${meta?.diff ? ' diff' : ''}${meta?.numbers ? ' numbers' : ''}`;
    // It may scroll sideways: the keyboard must reach it.
    node.properties.tabindex = '0';
    node.properties.role = 'group';
    node.properties['aria-label'] = title ? `Code: ${title}` : 'Code';
    delete node.properties['data-language'];
    return node;
  },
  root(root) {
    const title = notesOf.get(this.meta)?.title;
    const label = title ?? languageName(this.options.lang);
    root.children = [
      element('code-block', { class: 'code-block' }, [
        element('div', { class: 'code-bar', 'data-pagefind-ignore': '' }, [
          element('span', { class: title ? 'code-title' : 'code-title lang' }, [
            { type: 'text', value: label },
          ]),
          element('span', { class: 'code-actions' }, [
            ...playgroundLink(this.options.lang, this.source, notesOf.get(this.meta)),
            element('button', { type: 'button', class: 'code-copy needs-script' }, [
              { type: 'text', value: 'Copy' },
            ]),
          ]),
        ]),
        ...root.children,
      ]),
    ] as typeof root.children;
    return root;
  },
};

/** In this order: text, tokens, colours, frame. */
export const transformers: ShikiTransformer[] = [notes, dockerfile, colours, frame];

/** A link for a whole Dockerfile: the lines that a diff removes are not in it. Nothing for fragments. */
function playgroundLink(lang: string, source: string, meta: CodeMeta | undefined) {
  if (!dockerfiles.has(lang) || !/^\s*FROM\s/im.test(source)) return [];
  const lines = source.split('\n').filter((_, at) => !meta?.lines.get(at + 1)?.includes('remove'));
  const written = writeLink(`${lines.join('\n').trimEnd()}\n`);
  if (!written.ok) return [];
  // The bundler knows the base path; the configuration, which reads this file too, has the environment.
  const base = import.meta.env?.BASE_URL ?? process.env.BASE ?? '/';
  const to = withBase(base, `/playground/${written.fragment}`);
  return [
    element('a', { class: 'code-open needs-script no-print', href: to }, [
      { type: 'text', value: 'Open in the playground' },
    ]),
  ];
}

function languageName(lang: string): string {
  const names: Record<string, string> = {
    dockerfile: 'Dockerfile',
    docker: 'Dockerfile',
    console: 'Terminal',
    sh: 'Shell',
    shell: 'Shell',
    bash: 'Shell',
    js: 'JavaScript',
    ts: 'TypeScript',
    plaintext: 'Text',
    text: 'Text',
  };
  return names[lang] ?? lang;
}

function element(tagName: string, properties: Record<string, string>, children: unknown[]) {
  return { type: 'element' as const, tagName, properties, children };
}
