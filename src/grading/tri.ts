/**
 * Three-valued logic: what Stagecraft can say about a Dockerfile is yes, no, or "cannot be told without
 * running the build".
 */
export type Tri = 'yes' | 'no' | 'unknown';

/** Yes where one is yes; else unknown where one is unknown; no for an empty list. */
export function anyOf(values: Iterable<Tri>): Tri {
  let result: Tri = 'no';
  for (const value of values) {
    if (value === 'yes') return 'yes';
    if (value === 'unknown') result = 'unknown';
  }
  return result;
}

/** No where one is no; else unknown where one is unknown; yes for an empty list. */
export function allOf(values: Iterable<Tri>): Tri {
  let result: Tri = 'yes';
  for (const value of values) {
    if (value === 'no') return 'no';
    if (value === 'unknown') result = 'unknown';
  }
  return result;
}

/** `yes` for true, `no` for false. */
export function tri(value: boolean): Tri {
  return value ? 'yes' : 'no';
}
