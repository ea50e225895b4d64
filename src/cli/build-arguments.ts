import { CommandError } from './terminal.ts';

/** `KEY=VALUE` pairs. As in docker build, `KEY` alone takes its value from the environment. */
export function buildArguments(given: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (const text of given) {
    const at = text.indexOf('=');
    const key = at < 0 ? text : text.slice(0, at);
    if (key === '')
      throw new CommandError(`The build argument "${text}" has no name.`, 'Write --build-arg KEY=VALUE.');
    const value = at < 0 ? process.env[key] : text.slice(at + 1);
    if (value !== undefined) pairs.push([key, value]);
  }
  return Object.fromEntries(pairs);
}
