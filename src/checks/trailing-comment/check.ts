import type { Analysis, Node, Position, QuickFix } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

/** Instructions whose arguments are one string: a comment becomes its end. */
const ONE_STRING = new Set(['workdir', 'user', 'stopsignal', 'maintainer']);
const SHELL_OR_JSON = new Set(['run', 'cmd', 'entrypoint', 'healthcheck', 'shell']);

export default defineCheck({
  name: 'TrailingComment',
  buildkit: false,
  severity: 'warning',
  run(analysis, report) {
    for (const node of analysis.parsed.nodes) {
      if (!node.original.includes('#')) continue;
      const at = commentIn(analysis, node);
      if (at === undefined) continue;
      const text = analysis.source.line(at.line).trimEnd();
      report({
        range: { start: at, end: { line: at.line, character: Math.max(text.length, at.character + 1) } },
        message: `This is no comment: ${node.keyword.toUpperCase()} takes it as part of its arguments`,
        fix: moveUp(analysis, node, at),
      });
    }
    // `ENV A=b # why` does not even parse, and BuildKit's words do not say what is wrong with it.
    for (const { message, range } of analysis.diagnostics) {
      if (!message.includes('can\'t find = in "#')) continue;
      for (let line = range.start.line; line <= range.end.line; line++) {
        const text = analysis.source.line(line).trimEnd();
        const hash = text.search(/\s#/) + 1;
        if (hash === 0) continue;
        const place = { start: { line, character: hash }, end: { line, character: text.length } };
        report({ range: place, message: 'This is no comment: it is taken as part of the arguments' });
        break;
      }
    }
  },
});

/** Where the would-be comment starts; undefined where there is none. */
function commentIn(analysis: Analysis, node: Node): Position | undefined {
  const [first, ...rest] = node.words;
  if (first === undefined || node.json) return undefined;
  if (SHELL_OR_JSON.has(node.keyword)) {
    // In shell form the shell drops the comment; it matters only where JSON was meant.
    const json = /^\[[^\]#]*\]\s+#/.exec(first.text);
    return json === null ? undefined : after(analysis, node, first.range.start);
  }
  if (ONE_STRING.has(node.keyword)) {
    return /\s#/.test(first.text) ? after(analysis, node, first.range.start) : undefined;
  }
  if (['env', 'label'].includes(node.keyword)) {
    // Only the old form without = gets this far; `#fff` alone is a value.
    const value = rest[0];
    return value !== undefined && /\S\s+#\s/.test(value.text)
      ? after(analysis, node, value.range.start)
      : undefined;
  }
  const from = node.keyword === 'copy' || node.keyword === 'add' ? 2 : 1;
  return node.words.slice(from).find(({ text }) => text.startsWith('#'))?.range.start;
}

/** The first ` #` on the line behind a position. */
function after(analysis: Analysis, node: Node, start: Position): Position | undefined {
  if (node.range.start.line !== node.range.end.line) return undefined;
  const hash = analysis.source.line(start.line).slice(start.character).search(/\s#/);
  return hash === -1 ? undefined : { line: start.line, character: start.character + hash + 1 };
}

function moveUp(analysis: Analysis, node: Node, at: Position): QuickFix | undefined {
  const { start, end } = node.range;
  if (start.line !== end.line) return undefined;
  const line = analysis.source.line(at.line);
  const content = line.trimEnd();
  const kept = content.slice(0, at.character).trimEnd();
  const top = { line: at.line, character: 0 };
  return {
    title: 'Move the comment to the line above',
    edits: [
      {
        range: { start: top, end: top },
        newText: `${content.slice(at.character)}${line.endsWith('\r') ? '\r' : ''}\n`,
      },
      {
        range: {
          start: { line: at.line, character: kept.length },
          end: { line: at.line, character: content.length },
        },
        newText: '',
      },
    ],
  };
}
