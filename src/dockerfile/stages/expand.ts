import type { Instruction, KeyValue, Word } from '../instructions/types.ts';
import type { Position, Range } from '../source.ts';

/** Gives the word that another stands for; the same object where nothing changes. */
export type ExpandWord = (word: Word) => Word;

/**
 * The instruction with its words expanded, in the order in which BuildKit does it. RUN commands, CMD,
 * ENTRYPOINT, HEALTHCHECK, SHELL, ONBUILD, `--exclude` and the names after FROM stay as they are; the
 * mounts of RUN, EXPOSE and ARG have rules of their own and are seen to elsewhere. Gives the same
 * object where no word changes.
 */
export function expandWords(instruction: Instruction, expand: ExpandWord): Instruction {
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD': {
      const chown = maybe(instruction.chown, expand);
      const chmod = maybe(instruction.chmod, expand);
      const checksum = instruction.keyword === 'ADD' ? maybe(instruction.checksum, expand) : undefined;
      const sources = each(instruction.sources, expand);
      const destination = expand(instruction.destination);
      const same =
        chown === instruction.chown &&
        chmod === instruction.chmod &&
        sources === instruction.sources &&
        destination === instruction.destination;
      if (instruction.keyword === 'COPY') {
        return same ? instruction : { ...instruction, chown, chmod, sources, destination };
      }
      if (same && checksum === instruction.checksum) return instruction;
      return { ...instruction, chown, chmod, checksum, sources, destination };
    }
    case 'ENV':
    case 'LABEL': {
      const pairs = expandPairs(instruction.pairs, expand);
      return pairs === instruction.pairs ? instruction : { ...instruction, pairs };
    }
    case 'WORKDIR': {
      const path = expand(instruction.path);
      return path === instruction.path ? instruction : { ...instruction, path };
    }
    case 'USER': {
      const user = expand(instruction.user);
      return user === instruction.user ? instruction : { ...instruction, user };
    }
    case 'VOLUME': {
      const paths = each(instruction.paths, expand);
      return paths === instruction.paths ? instruction : { ...instruction, paths };
    }
    case 'STOPSIGNAL': {
      const signal = expand(instruction.signal);
      return signal === instruction.signal ? instruction : { ...instruction, signal };
    }
    default:
      return instruction;
  }
}

function maybe(word: Word | undefined, expand: ExpandWord): Word | undefined {
  return word === undefined ? undefined : expand(word);
}

/** The same array where no word changes. */
function each(words: readonly Word[], expand: ExpandWord): readonly Word[] {
  const out = words.map(expand);
  return out.some((word, index) => word !== words[index]) ? out : words;
}

function expandPairs(pairs: readonly KeyValue[], expand: ExpandWord): readonly KeyValue[] {
  let same = true;
  const out = pairs.map((pair) => {
    const key = expand(pair.key);
    const value = expand(pair.value);
    if (key === pair.key && value === pair.value) return pair;
    same = false;
    return { key, value };
  });
  return same ? pairs : out;
}

/**
 * Where a part of a word stands in the text: exact where the word stands on one line just as it was
 * read, else the whole word.
 */
export function partOf(word: Word, start: number, end: number): Range {
  const { range, text } = word;
  if (range.start.line !== range.end.line) return range;
  if (range.end.character - range.start.character !== text.length) return range;
  return { start: shift(range.start, start), end: shift(range.start, end) };
}

function shift({ line, character }: Position, by: number): Position {
  return { line, character: character + by };
}
