/** Past these a script is stopped: it is a loop, or nothing that a tutorial needs to follow to its end. */

/** Past these a script is stopped: it is a loop, or nothing that a tutorial needs to follow to its end. */
export const LIMITS = {
  maxCommandCount: 20_000,
  maxLoopIterations: 10_000,
  maxCallDepth: 100,
  maxOutputSize: 4 * 1024 * 1024,
  maxStringLength: 8 * 1024 * 1024,
  maxHeredocSize: 4 * 1024 * 1024,
  maxSourceBytes: 1024 * 1024,
  maxExecutionTimeMs: 700,
  maxSedIterations: 20_000,
  maxAwkIterations: 20_000,
  maxTraversalEntries: 100_000,
} as const;

/** What the interpreter says when a limit is reached. */
export const LIMIT_REACHED =
  /\b(exceeded execution deadline|exceeded maximum|limit exceeded|size exceeded|depth exceeded|maximum (recursion|call|nesting|nested)|too many (commands|iterations)|increase exec)/;
