/** Statements to typed instructions: what the rest of the front end uses of this folder. */
export { InstructionError } from './errors.ts';
export { expandMount } from './mount.ts';
export { type RawStage, type ReadInstructions, readInstruction, readInstructions } from './read.ts';
export { suggest, withSuggestion } from './suggest.ts';
