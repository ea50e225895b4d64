import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'NoEmptyContinuation',
  buildkit: true,
  severity: 'warning',
  summary: 'Empty continuation lines will become errors in a future release',
  why: 'The line above ends in a backslash, so the statement goes on, but the next line is empty. Docker skips it today and will refuse it one day.',
  advice: 'Delete the empty line, or put a comment line (#) in its place.',
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
