/** What a check says about an example of its README, for its page. */
import { checks } from '../checks/index.ts';
import { type Example, exampleOptions } from '../checks/readme.ts';
import { analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';

/** The messages of one rule, with the line (from 1) of each. */
export function findingsOf(rule: string, example: Example): { message: string; line: number }[] {
  const analysis = analyze(example.dockerfile, { ...exampleOptions(example), lookupImage });
  const found: { message: string; line: number }[] = [];
  checks
    .find(({ name }) => name === rule)
    ?.run(analysis, ({ message, range }) => found.push({ message, line: range.start.line + 1 }));
  return found;
}
