/** What the commands of sed do to one line. */
import { RegexBeyond } from '../regex/index.ts';
import type { Choice } from './choice.ts';
import type { Command, Substitution } from './commands.ts';
import type { Lines } from './lines.ts';
import { listed } from './listed.ts';
import type { Output } from './output.ts';
import type { PatternSpace } from './space.ts';
import { substitute } from './substitute.ts';

const MOST_STEPS = 100_000;

/** What a run holds together. */
export interface SedRun {
  readonly commands: readonly Command[];
  /** The place of each label among the commands. */
  readonly labels: ReadonlyMap<string, number>;
  readonly lines: Lines;
  readonly space: PatternSpace;
  readonly hold: { text: string };
  readonly choice: Choice;
  readonly output: Output;
  /** Lines are printed only where a command says so. */
  readonly quiet: boolean;
  /** Text of a file that r, R read; undefined where it is not there. */
  read(path: string): string | undefined;
  /** Commands that ran, over all lines. */
  steps: number;
  /** The exit code that q, Q gave. */
  quit: number | undefined;
}

/** Runs the commands on one line; what is to be done then. */
export function cycle(run: SedRun): 'end' | 'delete' | 'again' | 'quit' {
  const { commands, labels, lines, space, hold, choice, output } = run;
  let replacedOne = false;
  for (let at = 0; at < commands.length; at += 1) {
    run.steps += 1;
    if (run.steps > MOST_STEPS) throw new RegexBeyond('steps');
    const command = commands[at] as Command;
    const { name, text } = command;
    if (name === '}' || name === ':') continue;
    if (choice.chosen(command) === command.negated) {
      if (name === '{') at = command.end ?? at;
      continue;
    }
    const jump = () => {
      if (text === '') return commands.length;
      const place = labels.get(text);
      if (place === undefined) throw new RegexBeyond('a label that is not there');
      return place;
    };
    switch (name) {
      case 's':
        if (substitute(command.substitution as Substitution, space, output)) replacedOne = true;
        break;
      case 'y':
        space.text = [...space.text].map((char) => command.translation?.get(char) ?? char).join('');
        break;
      case 'd':
        return 'delete';
      case 'D': {
        const end = space.text.indexOf('\n');
        if (end < 0) return 'delete';
        space.text = space.text.slice(end + 1);
        return 'again';
      }
      case 'p':
        output.print(space.text);
        break;
      case 'P':
        output.print(space.text.split('\n', 1)[0] as string);
        break;
      case '=':
        output.raw(`${lines.number}\n`);
        break;
      case 'F':
        output.raw(`${lines.name}\n`);
        break;
      case 'g':
        space.text = hold.text;
        break;
      case 'G':
        space.text += `\n${hold.text}`;
        break;
      case 'h':
        hold.text = space.text;
        break;
      case 'H':
        hold.text += `\n${space.text}`;
        break;
      case 'x':
        [space.text, hold.text] = [hold.text, space.text];
        break;
      case 'z':
        space.text = '';
        break;
      case 'n': {
        if (lines.isLast()) return 'quit';
        if (!run.quiet) output.print(space.text, lines.ended);
        output.flush();
        space.text = lines.take() as string;
        break;
      }
      case 'N': {
        if (lines.isLast()) return 'quit';
        output.flush();
        const held = space.text;
        space.text = `${held}\n${lines.take()}`;
        break;
      }
      case 'a':
        output.append(text);
        break;
      case 'i':
        output.raw(text);
        break;
      case 'c':
        if (!command.to || command.negated || !choice.isWithin(command)) output.raw(text);
        return 'delete';
      case 'r':
        output.append(text === '/dev/stdin' ? '' : (run.read(text) ?? ''));
        break;
      case 'w':
        output.write(text, `${space.text}\n`);
        break;
      case 'W':
        output.write(text, `${space.text.split('\n', 1)[0]}\n`);
        break;
      case 'q':
        run.quit = Number(text || 0);
        return 'quit';
      case 'Q':
        run.quit = Number(text || 0);
        return 'delete';
      case 'b':
        at = jump();
        break;
      case 't':
        if (replacedOne) at = jump();
        replacedOne = false;
        break;
      case 'T':
        if (!replacedOne) at = jump();
        replacedOne = false;
        break;
      case 'l':
        output.raw(listed(space.text, text));
        break;
      case '{':
        break;
      default:
        throw new RegexBeyond(`the command ${name}`);
    }
  }
  return 'end';
}
