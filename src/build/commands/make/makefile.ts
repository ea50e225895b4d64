/** Reads a Makefile: variables, rules, recipes. What goes beyond that is named, so that nobody trusts the rest. */

interface Rule {
  readonly target: string;
  readonly needs: readonly string[];
  readonly recipe: readonly { readonly text: string; readonly line: number }[];
}

export interface Makefile {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly variables: Map<string, string>;
  readonly phony: ReadonlySet<string>;
  readonly first?: string;
  /** What is not followed, if anything. */
  readonly beyond?: string;
}

const BUILT_IN: readonly (readonly [string, string])[] = [
  ['CC', 'cc'],
  ['CXX', 'g++'],
  ['RM', 'rm -f'],
  ['MAKE', 'make'],
  ['AR', 'ar'],
];
const MAX_DEPTH = 50;

/** Replaces `$(NAME)`, `${NAME}` and `$X`; undefined where a function is called. */
export function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '$') {
      out += text[at];
      continue;
    }
    const next = text[++at] ?? '';
    if (next === '$') {
      out += '$';
      continue;
    }
    let name = next;
    if (next === '(' || next === '{') {
      const end = text.indexOf(next === '(' ? ')' : '}', at);
      if (end < 0) return undefined;
      name = text.slice(at + 1, end);
      if (/[ $:(]/.test(name)) return undefined;
      at = end;
    }
    const value = expand(variables.get(name) ?? '', variables, depth + 1);
    if (value === undefined) return undefined;
    out += value;
  }
  return out;
}

/** Reads the text of a Makefile. `given` are variables of the command line, which nothing overrides. */
export function parse(
  text: string,
  given: ReadonlyMap<string, string>,
  env: ReadonlyMap<string, string>,
): Makefile {
  const variables = new Map([...BUILT_IN, ...env, ...given]);
  const rules = new Map<string, Rule>();
  const phony = new Set<string>();
  let first: string | undefined;
  let beyond: string | undefined;
  let open: { target: string; needs: string[]; recipe: { text: string; line: number }[] }[] = [];
  const lines = text.replace(/\\\r?\n/g, ' \u0002').split('\n');
  let number = 0;
  for (const raw of lines) {
    number += 1;
    const own = number;
    number += raw.split('\u0002').length - 1;
    const line = raw.replaceAll('\u0002', '');
    if (line.startsWith('\t')) {
      for (const rule of open) rule.recipe.push({ text: line.slice(1), line: own });
      continue;
    }
    const plain = line.replace(/(^|[ \t])#.*$/, '').trim();
    if (plain === '') continue;
    if (/^(include|-include|sinclude|ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|vpath)\b/.test(plain))
      beyond ??= `line ${own}: ${plain.split(/\s/, 1)[0]}`;
    const assignment = /^(?:export\s+|override\s+)?([\w.-]+)\s*(\?=|\+=|::?=|=|!=)\s*(.*)$/.exec(plain);
    if (assignment) {
      const [, name = '', operator, value = ''] = assignment;
      open = [];
      if (given.has(name)) continue;
      if (operator === '!=') beyond ??= `line ${own}: !=`;
      if (operator === '?=' && variables.has(name)) continue;
      const old = variables.get(name);
      variables.set(
        name,
        operator === '+=' && old
          ? `${old} ${value}`
          : operator?.startsWith(':')
            ? (expand(value, variables) ?? `$(shell)`)
            : value,
      );
      continue;
    }
    const colon = plain.indexOf(':');
    if (colon < 0) continue;
    const [needsText = '', inline] = plain
      .slice(colon + 1)
      .replace(/^:/, '')
      .split(';', 2);
    const targets = (expand(plain.slice(0, colon), variables) ?? '').split(/\s+/).filter(Boolean);
    const needs = expand(needsText, variables);
    if (needs === undefined) beyond ??= `line ${own}: a function`;
    const list = (needs ?? '').split(/\s+/).filter((word) => word !== '' && word !== '|');
    if (targets[0] === '.PHONY') {
      for (const one of list) phony.add(one);
      open = [];
      continue;
    }
    if (targets.some((one) => one.includes('%'))) beyond ??= `line ${own}: a pattern rule`;
    open = targets.map((target) => ({
      target,
      needs: [...(rules.get(target)?.needs ?? []), ...list],
      recipe: inline === undefined ? [] : [{ text: inline.trim(), line: own }],
    }));
    for (const rule of open) {
      rules.set(rule.target, rule);
      if (!rule.target.startsWith('.')) first ??= rule.target;
    }
  }
  return {
    rules,
    variables,
    phony,
    ...(first === undefined ? {} : { first }),
    ...(beyond === undefined ? {} : { beyond }),
  };
}
