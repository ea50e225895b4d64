/** Files of a simulated build: snapshots, drafts, what differs, patterns. */
export { contentDigest, contentOf, knownFile, sizeOf, toBytes, toText, utf8Length } from './content.ts';
export { diff, sameEntry } from './diff.ts';
export { type GlobResult, glob } from './glob.ts';
export { BAD_PATTERN, hasWildcards, matcher } from './match.ts';
export { absolute, basename, clean, components, dirname, isInside, join } from './path.ts';
export { ignoreLines, PatternError, PatternList } from './patterns.ts';
export { Draft, directory, emptySnapshot, Snapshot } from './snapshot.ts';
export { hasMark, Streams } from './streams.ts';
export * from './types.ts';
