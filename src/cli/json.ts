import type { Diagnostic, Range } from '../dockerfile/index.ts';

/** A place in JSON output: lines and columns from 1, columns in UTF-16 units, `end` exclusive. */
export interface JsonRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** A diagnostic in JSON output. */
export interface JsonDiagnostic {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly why?: string;
  readonly advice?: string;
  readonly range: JsonRange;
  readonly related: readonly { readonly message: string; readonly range: JsonRange }[];
}

/** Turns a diagnostic into the stable shape that `--json` prints. */
export function jsonDiagnostic({
  rule,
  severity,
  message,
  why,
  advice,
  range,
  related,
}: Diagnostic): JsonDiagnostic {
  return {
    rule,
    severity,
    message,
    ...(why === undefined ? {} : { why }),
    ...(advice === undefined ? {} : { advice }),
    range: jsonRange(range),
    related: (related ?? []).map((other) => ({ message: other.message, range: jsonRange(other.range) })),
  };
}

function jsonRange({ start, end }: Range): JsonRange {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}
