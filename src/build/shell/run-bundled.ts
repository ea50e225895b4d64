/** The commands that the interpreter brings along, and those that stand in for what a shell does by itself. */
import type { ResolvedCommandContext } from 'just-bash/browser';
import { hasMark } from '../filesystem/streams.ts';
import type { FileContent } from '../filesystem/types.ts';
import { corrected, notFollowed } from './bundled.ts';
import { newFrame } from './frame.ts';
import { spoken } from './own/host.ts';
import { ownCommand } from './own-commands.ts';
import { launch } from './run-file.ts';
import { whichOf } from './search.ts';
import type { Session } from './session.ts';
import type { Complete } from './types.ts';

/** A command of the interpreter's own. What it reads are files, not programs that are about to run. */
export async function runBundled(
  session: Session,
  name: string,
  args: readonly string[],
  context: ResolvedCommandContext,
): Promise<Complete> {
  const launched = launch(session, name, args, context);
  if (launched) return launched;
  const why = notFollowed(name, args);
  if (why !== undefined) {
    session.unknown(`${why} is not modelled`);
    return { stdout: '', stderr: '', exitCode: 0 };
  }
  session.hidden.clear();
  const marked = session.files.received(String(context.stdin));
  if (marked && FILTERS.has(name) && !args.some(hasMark)) return passed(session, marked);
  if (!SAYERS.has(name)) session.marked(name, args, NO_INPUT.has(name) ? '' : String(context.stdin));
  session.reading += 1;
  try {
    const fixed = name === 'date' && !args.some((word) => /^-[dr]|^--(date|reference)/.test(word));
    if (fixed && !session.notes.estimated.includes(BUILD_TIME_WHY))
      session.notes.estimated.push(BUILD_TIME_WHY);
    const words = fixed ? ['-d', BUILD_TIME, ...args] : [...args];
    const result = await context.origCommand?.(words);
    if (!result) return { stdout: '', stderr: '', exitCode: 127 };
    const complaint = /^\w+: (.+): No such file or directory$/m.exec(result.stderr)?.[1];
    if (complaint !== undefined && session.files.at(context.cwd).stat(complaint).kind === 'found')
      session.unknown(`${name} ${args.join(' ')} is not followed`);
    const { family } = session.world.image;
    const gnu = family === 'debian' || family === 'ubuntu';
    const said = corrected(name, args, result, gnu ? 'gnu' : 'busybox');
    return { ...result, ...said, ...(name === 'printf' ? printfWords(session, said.stderr) : {}) };
  } finally {
    session.reading -= 1;
  }
}

/** Commands that give out what they read in another form: of what is not known, something that is not known. */
const FILTERS: ReadonlySet<string> = new Set(
  'tr fold base64 rev cut sed nl expand unexpand paste strings'.split(' '),
);

/** Commands that never read their input. */
const NO_INPUT: ReadonlySet<string> = new Set(
  'pwd readlink basename dirname du printenv true false date seq expr which hostname whoami'.split(' '),
);

/** Commands that print their words as they are. */
const SAYERS: ReadonlySet<string> = new Set(['echo', 'printf']);

function passed(session: Session, content: FileContent): Complete {
  const { fingerprint } = content;
  const endless = fingerprint?.startsWith('endless ') ? { fingerprint: 'endless /dev/urandom' } : {};
  const size = { bytes: 0, certainty: 'unknown', why: 'it is made of what is not known' } as const;
  return { stdout: session.files.marked({ size, ...endless }), stderr: '', exitCode: 0 };
}

/** One of the commands that stand in for what a shell does by itself. */
export function runOwn(
  session: Session,
  name: string,
  args: readonly string[],
  context: ResolvedCommandContext,
): Complete {
  session.hidden.clear();
  if (name !== 'echo') session.marked(name, args, '');
  const exported = new Map(Object.entries(context.exportedEnv ?? Object.fromEntries(context.env)));
  const said = ownCommand(name, args, {
    frame: session.frames.at(-1) ?? newFrame('sh', 'sh', true),
    files: session.files.at(context.cwd),
    which: (command) => whichOf(session, command, exported),
    onPath: (file) =>
      (exported.get('PATH') ?? '')
        .split(':')
        .map((folder) => `${folder}/${file}`)
        .find((path) => session.files.isFile(path)),
    unknown: (why) => session.unknown(why),
    hide: (path) => session.hidden.add(path),
    home: (user) => homeOf(session, user),
  });
  return { stdout: '', stderr: '', exitCode: 0, ...said };
}

/** What the printf of the shell at hand says. */
function printfWords(session: Session, stderr: string): { readonly stderr: string } | object {
  const frame = session.frames.at(-1);
  const wrong = /^printf: (.*): invalid number$/m.exec(stderr)?.[1];
  if (!frame || stderr === '') return {};
  const line = frame.lines.get('printf')?.[0] ?? 1;
  if (frame.kind === 'ash')
    return {
      stderr:
        wrong === undefined ? 'sh: usage: printf FORMAT [ARGUMENT...]\n' : `sh: invalid number '${wrong}'\n`,
    };
  if (wrong !== undefined) {
    const reason = frame.kind === 'dash' ? 'expected numeric value' : 'invalid number';
    return { stderr: spoken(line, `printf: ${wrong}: ${reason}`) };
  }
  return /usage/.test(stderr) ? { stderr: 'printf: usage: printf [-v var] format [arguments]\n' } : {};
}

/** Home of a user of the image. */
function homeOf(session: Session, user: string): string | undefined {
  const text =
    session.files.stat('/etc/passwd').kind === 'found' ? session.files.read('/etc/passwd') : undefined;
  if (text === undefined) session.unknown(`where ${user} is at home is not known`);
  const line = text?.split('\n').find((one) => one.startsWith(`${user}:`));
  return line?.split(':')[5];
}

/** Every build takes place at this moment, so that the same Dockerfile gives the same image. */
const BUILD_TIME = '@1795219200';
const BUILD_TIME_WHY = 'the time is that of the build; 21 November 2026 stands for it';
