/**
 * Scripts of sed in the form that the interpreter's sed reads. GNU's and BusyBox's take the text of `a`, `i` and
 * `c` from the same line too, behind a backslash that keeps its blanks: `1i\  text`.
 */

/** An address of a command: a line, the last one, or a pattern; perhaps a range, perhaps negated. */
const ADDRESS = String.raw`(?:\d+|\$|/(?:[^/\\\n]|\\.)*/I?)`;
const TEXT_COMMAND = new RegExp(
  String.raw`^([ \t]*(?:${ADDRESS}(?:[ \t]*,[ \t]*(?:${ADDRESS}|[+~]\d+))?)?[ \t]*!?[ \t]*\{?[ \t]*[aic])\\([^\n]+)$`,
);

/** The arguments of a call of sed with its scripts in the interpreter's form. */
export function sedArguments(args: readonly string[]): string[] {
  const given = args.some((word) => /^(-[a-zA-Z]*e|--expression)/.test(word));
  let isScript = !given;
  return args.map((word, at) => {
    const before = args[at - 1] ?? '';
    if (/^-[a-zA-Z]*e$/.test(before) || before === '--expression') return rewritten(word);
    if (word.startsWith('--expression=')) return `--expression=${rewritten(word.slice(13))}`;
    if (word.startsWith('-') || !isScript) return word;
    isScript = false;
    return rewritten(word);
  });
}

/** Every `i\text` of a script with its text on a line of its own. */
function rewritten(script: string): string {
  if (!script.includes('\\')) return script;
  const out: string[] = [];
  let inText = false;
  for (const line of script.split('\n')) {
    const match = inText ? null : TEXT_COMMAND.exec(line);
    if (match === null) out.push(line);
    else out.push(`${match[1]}\\`, unescaped(match[2] as string));
    inText = line.endsWith('\\');
  }
  return out.join('\n');
}

/** The text of a command: a backslash makes the next character an ordinary one, `\t` excepted. */
function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (all, char: string) => (char === 't' || char === 'n' ? all : char));
}
