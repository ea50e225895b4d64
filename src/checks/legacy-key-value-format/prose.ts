import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Legacy key/value format with whitespace separator should not be used',
  why: 'Without "=" everything to the end of the line is the value, so a second variable on the line silently becomes part of the first.',
  advice: 'Write key=value, with quotes around a value that has blanks.',
});
