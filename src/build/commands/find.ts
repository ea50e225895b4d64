/** find of findutils 4.10 and BusyBox: names, types, owners, modes, sizes, -prune, -delete, -exec. */
import { Search } from './find/search.ts';
import { Wrong } from './find/types.ts';
import { flavourOf } from './support/flavour.ts';
import { defineTool, failed } from './types.ts';

export const find = defineTool({
  names: ['find'],
  origin: 'system',
  async run(call) {
    const args = [...call.args];
    let follows = false;
    while (args[0] !== undefined && /^-[HLP]$|^-O\d$/.test(args[0]))
      follows = args.shift() === '-L' || follows;
    const end = args.findIndex(
      (word) => word.startsWith('-') || word === '(' || word === '!' || word === ')',
    );
    const starts = end < 0 ? args : args.slice(0, end);
    const words = end < 0 ? [] : args.slice(end);
    try {
      return await new Search(call, words, flavourOf(call), follows).run(starts.length > 0 ? starts : ['.']);
    } catch (error) {
      if (error instanceof Wrong) return failed(error.message);
      throw error;
    }
  },
});
