/** Writes exercises/schema.json, by which editors complete and check exercise.yaml. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { exerciseSchema } from '../src/grading/index.ts';

/** Where the schema lies. */
export const schemaFile = fileURLToPath(new URL('../exercises/schema.json', import.meta.url));

/** The JSON Schema of exercise.yaml, as it should stand in the file. */
export function schemaText(): string {
  const schema = z.toJSONSchema(exerciseSchema, { io: 'input', target: 'draft-7', reused: 'inline' });
  const head = {
    title: 'Stagecraft exercise',
    description: 'The shape of exercise.yaml. Written by npm run schema.',
  };
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`;
}

/** The schema as it stands in the file; empty where there is none. */
export function committedSchema(): string {
  try {
    return readFileSync(schemaFile, 'utf8');
  } catch {
    return '';
  }
}

if (import.meta.main) writeFileSync(schemaFile, schemaText());
