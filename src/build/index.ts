/**
 * The one door of the simulated build: an analysis and a world in, what Docker would build out. Loaded
 * only where a build is asked for; it brings the shell interpreter with it.
 */

export type { BuildContext, ContextFile } from './context.ts';
export { createContext } from './context.ts';
export { total, worse } from './driver/sizes.ts';
export type { BuildWorld } from './driver/types.ts';
export { build } from './driver.ts';
export { contentDigest } from './filesystem/content.ts';
export { buildLog, excerpt, humanBytes, type LogLine, type LogOptions } from './log.ts';
export { type RehearsalOptions, rehearse } from './rehearse.ts';
export { buildOrder, type TimedStep, type TimeSlot, timeLine } from './schedule.ts';
export { type StartResult, startImage } from './start/index.ts';
export type * from './types.ts';
export { isVertex } from './vertex-name.ts';
