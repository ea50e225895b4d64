import { csvFields } from './csv.ts';
import { InstructionError } from './errors.ts';
import { flagWord } from './flags.ts';
import { parseBool, ValueError } from './go-values.ts';
import { suggest, withSuggestion } from './suggest.ts';
import type { Device, Flag } from './types.ts';

/** Reads `RUN --device=vendor.com/class=name,required`. Throws InstructionError in BuildKit's words. */
export function readDevice(flag: Flag): Device {
  const { text, range } = flagWord(flag);
  const fail = (message: string) => new InstructionError(message, range);
  let name = '';
  let required = false;
  for (const field of deviceFields(text, fail)) {
    const equals = field.indexOf('=');
    const key = (equals === -1 ? field : field.slice(0, equals)).toLowerCase();
    const value = equals === -1 ? undefined : field.slice(equals + 1);
    if (key === 'required') {
      const bool = value === undefined ? true : parseBool(value);
      if (bool === undefined) throw fail(`invalid value for ${key}: ${value}`);
      required = bool;
    } else if (key === 'name' && value !== undefined) {
      if (name !== '') throw fail(`device name already set to ${name}`);
      name = value;
    } else if (name === '') {
      name = field;
    } else if (value === undefined) {
      throw fail(`invalid field '${field}' must be a key=value pair`);
    } else {
      const match = suggest(key, ['name', 'required']);
      throw fail(withSuggestion(`unexpected key '${key}' in '${field}'`, match));
    }
  }
  return { name, required, range };
}

function deviceFields(text: string, fail: (message: string) => InstructionError): string[] {
  try {
    return csvFields(text).map((field) => field.text);
  } catch (error) {
    if (error instanceof ValueError) throw fail(`failed to parse csv devices: ${error.message}`);
    throw error;
  }
}
