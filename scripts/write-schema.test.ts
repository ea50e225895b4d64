import { expect, it } from 'vitest';
import { committedSchema, schemaText } from './write-schema.ts';

it('exercises/schema.json is what the schema says (else run: npm run schema)', () => {
  expect(committedSchema()).toBe(schemaText());
});

it('offers keys with their descriptions', () => {
  const schema = JSON.parse(schemaText());
  const goal = schema.properties.goals.items;
  expect(goal.properties.expect.properties.copies.description).toContain('COPY --from');
  expect(goal.additionalProperties).toBe(false);
});
