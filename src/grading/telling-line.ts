/** The line of what a program printed that says best why it failed; the empty string where it printed nothing. */
export function tellingLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NOISE.test(line));
  return (
    lines.find((line) => THROWN.test(line)) ??
    lines.find((line) => /^npm error (?!code |syscall |errno |path )\S/.test(line)) ??
    lines.at(-1) ??
    ''
  );
}

/** An exception as Node and most other runtimes print it. Python's stands last anyway. */
const THROWN = /^(?:[A-Z]\w*)?Error(?: \[\w+\])?: /;
/** Where the log is, how to get help, which version: true, and of no help. */
const NOISE =
  /^npm (?:error|notice)(?: A complete log of this run.*| For a full report see:?| Run "npm help.*)?$|^Node\.js v\d|^at /;
