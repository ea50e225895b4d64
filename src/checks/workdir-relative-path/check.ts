import { quote } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';

export default defineCheck({
  name: 'WorkdirRelativePath',
  buildkit: true,
  severity: 'warning',
  keywords: ['WORKDIR'],
  run({ stages }, report) {
    /** Whether a WORKDIR stands in the stage, or in one below it. */
    const set: boolean[] = [];
    for (const { index, base, rootBase, steps } of stages) {
      let isSet = base.kind === 'stage' && set[base.index] === true;
      for (const { expanded: instruction } of steps) {
        if (instruction.keyword !== 'WORKDIR') continue;
        const { path, lines } = instruction;
        if (!isSet && !path.text.startsWith('/')) {
          // On an image whose working directory is the root the absolute path is the same one.
          const same =
            rootBase.kind === 'scratch' || (rootBase.kind === 'image' && rootBase.facts?.workdir === '/');
          const newText = `/${path.text}`;
          report({
            range: path.range,
            message: `Relative workdir ${quote(path.text)} can have unexpected results if the base image changes`,
            lines: [lines],
            ...(same &&
              /^\w[\w.-]*(?:\/[\w.-]+)*$/.test(path.text) && {
                fix: replacing(path.range, newText),
              }),
          });
        }
        isSet = true;
      }
      set[index] = isSet;
    }
  },
});
