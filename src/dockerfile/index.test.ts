import { expect, it } from 'vitest';
import * as door from './index.ts';

it('the names that others may use', () => {
  expect(Object.keys(door).sort()).toMatchInlineSnapshot(`
    [
      "SourceText",
      "analyze",
      "explainErrorsWith",
      "explained",
      "joinPath",
      "outlineOf",
      "parseBool",
      "parsePort",
      "parseReference",
      "quote",
      "sameImage",
    ]
  `);
});
