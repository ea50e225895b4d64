import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'NoEmptyContinuation',
  buildkit: true,
  severity: 'warning',
  run({ parsed, source }, report) {
    for (const { rule, message, range, lines } of parsed.diagnostics) {
      if (rule !== 'NoEmptyContinuation' || lines === undefined) continue;
      const last = lines[0]?.end ?? range.start.line;
      const edits = [];
      for (let line = range.start.line; line < last; line++) {
        if (source.line(line).trim() !== '') continue;
        const start = { line, character: 0 };
        edits.push({ range: { start, end: { line: line + 1, character: 0 } }, newText: '' });
      }
      const title = edits.length === 1 ? 'Delete the empty line' : 'Delete the empty lines';
      report({ range, message, lines, ...(edits.length > 0 && { fix: { title, edits } }) });
    }
  },
});
