import { utf8Length } from '../go-text.ts';
import { ValueError } from './go-values.ts';

/** One field of a line of comma-separated values, and its offsets in the line (quotes included). */
export interface Field {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a line of comma-separated values as Go's `encoding/csv` does. Throws ValueError with its words:
 * `EOF` for nothing at all, `parse error on line 1, column 6: …` (a column is a byte, from 1).
 */
export function csvFields(line: string): Field[] {
  if (line === '') throw new ValueError('EOF');
  const fields: Field[] = [];
  for (let at = 0; ; ) {
    const field = line[at] === '"' ? quotedField(line, at) : plainField(line, at);
    fields.push(field);
    if (field.end === line.length) return fields;
    at = field.end + 1;
  }
}

function plainField(line: string, start: number): Field {
  const comma = line.indexOf(',', start);
  const end = comma === -1 ? line.length : comma;
  const text = line.slice(start, end);
  const quote = text.indexOf('"');
  if (quote !== -1) throw failure(line, start + quote, 'bare " in non-quoted-field');
  return { text, start, end };
}

function quotedField(line: string, start: number): Field {
  let text = '';
  for (let at = start + 1; ; ) {
    const quote = line.indexOf('"', at);
    if (quote === -1) throw failure(line, at, 'extraneous or missing " in quoted-field');
    text += line.slice(at, quote);
    const next = line[quote + 1];
    if (next === undefined || next === ',') return { text, start, end: quote + 1 };
    // Two quotes stand for one.
    if (next !== '"') throw failure(line, quote, 'extraneous or missing " in quoted-field');
    text += '"';
    at = quote + 2;
  }
}

function failure(line: string, at: number, problem: string): ValueError {
  return new ValueError(`parse error on line 1, column ${utf8Length(line.slice(0, at)) + 1}: ${problem}`);
}
