import { isAbsolute, join, relative, resolve } from 'node:path';
import { type BuildContext, type BuildResult, build, createContext } from '../build/index.ts';
import { knownContext } from '../build/known-context.ts';
import { type Analysis, analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { buildArguments } from './build-arguments.ts';
import { readArguments } from './command.ts';
import { readContext } from './read-context.ts';
import { readDockerfile } from './read-dockerfile.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** A build, with what it was made of. */
export interface Built {
  readonly analysis: Analysis;
  readonly result: BuildResult;
  readonly context: BuildContext;
  /** The Dockerfile as it is named in messages. */
  readonly file: string;
}

/** What `build` and `start` are asked. */
export interface BuildRequest {
  readonly context: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly json: boolean;
  readonly cacheFrom?: string;
}

/** Reads the arguments that `docker build` has as well. Throws CommandError. */
export function readRequest(args: readonly string[], usage: string, name: string): BuildRequest {
  const { values, positionals } = readArguments(args, {
    file: { type: 'string', short: 'f' },
    target: { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    json: { type: 'boolean' },
    'cache-from': { type: 'string' },
  });
  const [context, extra] = positionals;
  if (context === undefined || extra !== undefined) {
    throw new CommandError(`${name} takes one build context, a folder.`, `Usage: stagecraft ${usage}`);
  }
  return {
    context,
    buildArgs: buildArguments(values['build-arg'] ?? []),
    json: values.json === true,
    ...(values.file === undefined ? {} : { file: values.file }),
    ...(values.target === undefined ? {} : { target: values.target }),
    ...(values['cache-from'] === undefined ? {} : { cacheFrom: values['cache-from'] }),
  };
}

/** Builds what is asked for. Throws CommandError where files cannot be read; a build that fails is a result. */
export async function buildImage(
  request: BuildRequest,
  terminal: Terminal,
  cached?: ReadonlySet<string>,
): Promise<Built> {
  const folder = resolve(terminal.directory, request.context);
  const files = readContext(folder, request.context);
  const path = request.file ?? join(request.context, 'Dockerfile');
  const { text } = await readDockerfile(path, terminal);
  const inside = relative(folder, resolve(terminal.directory, path));
  const isInside = path !== '-' && !inside.startsWith('..') && !isAbsolute(inside);
  const context = createContext(files, isInside ? inside.replaceAll('\\', '/') : undefined);
  const ignore = files.find((file) => file.path === '.dockerignore')?.content;
  const analysis = analyze(text, {
    lookupImage,
    buildArgs: request.buildArgs,
    ...(request.target === undefined ? {} : { target: request.target }),
    context: knownContext(
      files.filter((file) => !file.directory).map((file) => file.path),
      ignore === undefined ? undefined : textOf(ignore),
    ),
  });
  const result = await build(analysis, { context, ...(cached ? { cached } : {}) });
  return {
    analysis,
    result,
    context,
    file: path === '-' ? 'Dockerfile' : inside.split('/').at(-1) || 'Dockerfile',
  };
}

function textOf(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

/** Bytes of what is sent to the builder. */
export function contextBytes(context: BuildContext): number {
  let bytes = 0;
  for (const { entry } of context.snapshot.walk()) if (entry.type === 'file') bytes += entry.size.bytes;
  return bytes;
}
