/** Builds an answer to an exercise with a real engine, looks at the image, and starts it. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyze } from '../../../src/dockerfile/index.ts';
import { baseOf } from './base.ts';
import {
  caseDigest,
  counts,
  type ExerciseCase,
  fileLine,
  lastWords,
  type SeenError,
  type SeenExercise,
  type SeenExerciseStart,
  type SeenPath,
  sha256,
  sortLines,
} from './case.ts';
import { LOOKER, STAND_INS, standInOf } from './stand-ins.ts';

interface Said {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

function docker(args: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile('docker', [...args], { maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, stdout, stderr }),
    );
  });
}

/** Random ids and the engine's folders, which differ from build to build. */
function tidy(text: string): string {
  return text
    .replace(/of ref \S+::\S+: /g, 'of ref …: ')
    .replace(/ on [\d.]+:53: /g, ' on …: ')
    .replace(/_logs\/\S+/g, '_logs/…')
    .replace(/\/[^\s"]*\/(?:merged|diff|fs|buildkit-mount\d+|buildkit\d+)(?=\/|[\s":]|$)/g, '…');
}

/** What Docker said of an answer. */
export async function askDocker(one: ExerciseCase): Promise<SeenExercise> {
  const folder = mkdtempSync(join(tmpdir(), 'stagecraft-exercise-'));
  const tag = `n-x-${one.name.replaceAll('/', '-')}`;
  const context = join(folder, 'context');
  const dockerfile = join(folder, 'Dockerfile');
  try {
    mkdirSync(context);
    for (const { path, mode, bytes } of one.exercise.context) {
      const at = join(context, path);
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, bytes);
      chmodSync(at, mode & 0o777);
    }
    writeFileSync(dockerfile, one.dockerfile);
    const flags = ['buildx', 'build', '--progress', 'plain', '--network', 'host', '--load', '-t', tag];
    for (const [reference, image] of Object.entries(STAND_INS)) {
      flags.push('--build-context', `${reference}=docker-image://${image}`);
    }
    const built = await docker([...flags, '-f', dockerfile, context]);
    const of = caseDigest(one);
    if (!built.ok) return { of, error: readError(built.stderr) };
    const stage = analyze(one.dockerfile).stages.at(-1);
    const base = stage === undefined ? undefined : baseOf(analyze(one.dockerfile), stage.index);
    const standIn = base === undefined ? undefined : standInOf(base);
    const digests = new Set(one.exercise.context.map(({ bytes }) => sha256(bytes)));
    return {
      of,
      files: await files(tag, standIn, folder, digests),
      config: await config(tag, standIn),
      start: await start(tag),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await docker(['image', 'rm', '-f', tag]);
  }
}

/** Message, line and exit code from what `docker buildx build` prints. */
function readError(stderr: string): SeenError {
  const lines = stderr.split('\n');
  const said = lines.findLast((line) => line.startsWith('ERROR: ')) ?? '';
  const message = tidy(said.replace(/^ERROR: (failed to build: )?(failed to solve: )?/, ''));
  const marked = lines.map((line) => /^ *(\d+) \| >>> /.exec(line)?.[1]).find((at) => at !== undefined);
  const exit = /exit code: (\d+)$/.exec(message)?.[1];
  const words = excerpt(stderr);
  return {
    message,
    ...(marked === undefined ? {} : { line: Number(marked) }),
    ...(exit === undefined ? {} : { exitCode: Number(exit) }),
    ...(words.length === 0 ? {} : { words }),
  };
}

/** The last lines of what a failed RUN printed, as the log shows them once more below the steps; times left out. */
export function excerpt(log: string): string[] {
  const lines = log.split('\n');
  const [begin = -1, end] = lines.flatMap((line, at) => (line === '------' ? [at] : []));
  if (begin < 0 || !/^ > .*\bRUN\b/.test(lines[begin + 1] ?? '')) return [];
  return lines.slice(begin + 2, end).map((line) => tidy(line.replace(/^\d+\.\d+ ?/, '')));
}

/** Walks the image and its base, and prints what differs: one JSON array a path. */
const LOOK = `
import hashlib, json, os, stat, sys
def walk(root):
    found = {}
    for folder, folders, names in os.walk(root):
        for name in folders + names:
            path = os.path.join(folder, name)
            s = os.lstat(path)
            found[path[len(root):]] = s
    return found
final, base = walk('/final'), walk('/base')
out = []
for path, s in final.items():
    b = base.get(path)
    same = b is not None and (b.st_mode, b.st_uid, b.st_gid) == (s.st_mode, s.st_uid, s.st_gid)
    if same and (stat.S_ISDIR(s.st_mode) or (b.st_size, int(b.st_mtime)) == (s.st_size, int(s.st_mtime))): continue
    kind = 'directory' if stat.S_ISDIR(s.st_mode) else 'symlink' if stat.S_ISLNK(s.st_mode) else 'file' if stat.S_ISREG(s.st_mode) else 'other'
    one = {'path': path, 'type': kind, 'mode': stat.S_IMODE(s.st_mode), 'uid': s.st_uid, 'gid': s.st_gid}
    if kind == 'symlink': one['link'] = os.readlink('/final' + path)
    if kind == 'file' and s.st_size < 1000000: one['sha256'] = hashlib.sha256(open('/final' + path, 'rb').read()).hexdigest()
    out.append(one)
gone = [p for p in base if p not in final and os.path.dirname(p) in ({'/'} | final.keys())]
json.dump({'files': out, 'gone': gone}, open('/out.json', 'w'))
`;

async function files(
  tag: string,
  base: string | undefined,
  folder: string,
  contextDigests: ReadonlySet<string>,
): Promise<string[]> {
  const look = join(folder, 'look');
  mkdirSync(look);
  writeFileSync(join(look, 'look.py'), LOOK);
  const from = base === undefined ? '' : ' --mount=from=base,target=/base';
  writeFileSync(
    join(look, 'Dockerfile'),
    `FROM looker AS look
WORKDIR ${base === undefined ? '/base' : '/'}
RUN --mount=from=final,target=/final${from} --mount=target=/look python3 /look/look.py
FROM scratch
COPY --from=look /out.json /
`,
  );
  const flags = ['buildx', 'build', '--no-cache', '-q', '--build-context', `looker=docker-image://${LOOKER}`];
  flags.push('--build-context', `final=docker-image://${tag}`);
  if (base !== undefined) flags.push('--build-context', `base=docker-image://${base}`);
  const out = join(folder, 'out');
  const said = await docker([...flags, '--output', `type=local,dest=${out}`, look]);
  if (!said.ok) throw new Error(said.stderr);
  const seen: { files: SeenPath[]; gone: string[] } = JSON.parse(readFileSync(join(out, 'out.json'), 'utf8'));
  return sortLines([
    ...seen.files.filter(({ path }) => counts(path)).map((file) => fileLine(file, contextDigests)),
    ...seen.gone.filter(counts).map((path) => `-${path}`),
  ]);
}

async function inspect(image: string): Promise<Record<string, unknown>> {
  const said = await docker(['image', 'inspect', '--format', '{{json .Config}}', image]);
  if (!said.ok) throw new Error(said.stderr);
  return JSON.parse(said.stdout);
}

const FIELDS = [
  'Cmd',
  'Entrypoint',
  'ExposedPorts',
  'Healthcheck',
  'Labels',
  'StopSignal',
  'User',
  'Volumes',
  'WorkingDir',
];

async function config(tag: string, base: string | undefined): Promise<Record<string, unknown>> {
  const own = await inspect(tag);
  const theirs = base === undefined ? {} : await inspect(base);
  const out: Record<string, unknown> = {};
  for (const name of FIELDS) {
    let value = own[name];
    if (name === 'ExposedPorts' || name === 'Volumes') value = value ? Object.keys(value).sort() : undefined;
    if (value === undefined || value === null || value === '') continue;
    const inherited =
      base !== undefined && JSON.stringify(own[name]) === JSON.stringify(theirs[name]) ? '(base)' : value;
    out[name] = inherited;
  }
  const before = new Map(((theirs.Env as string[] | undefined) ?? []).map(splitEnv));
  const env = ((own.Env as string[] | undefined) ?? []).map(splitEnv).flatMap(([key, value]) => {
    const old = before.get(key);
    if (old === value) return [];
    return [`${key}=${old === undefined ? value : value.replace(old, '(base)')}`];
  });
  if (env.length > 0) out.Env = env;
  return out;
}

export function splitEnv(line: string): [key: string, value: string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

/** How long a container may take to fall over. */
const PATIENCE_MS = 4000;

async function start(tag: string): Promise<SeenExerciseStart> {
  const name = `${tag}-start`;
  await docker(['rm', '-f', name]);
  try {
    const ran = await docker(['run', '-d', '--network', 'none', '--name', name, tag]);
    if (!ran.ok) {
      const line = ran.stderr.split('\n').find((text) => text.startsWith('docker: ')) ?? ran.stderr;
      const code = await docker(['container', 'inspect', '--format', '{{.State.ExitCode}}', name]);
      return { state: 'refused', exitCode: Number(code.stdout), said: tidy(line.replace(/^docker: /, '')) };
    }
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end) {
      const state = await docker([
        'container',
        'inspect',
        '--format',
        '{{.State.Running}} {{.State.ExitCode}}',
        name,
      ]);
      const [running, code] = state.stdout.trim().split(' ');
      if (running === 'false') {
        const logs = await docker(['logs', name]);
        const said = tidy(lastWords(logs.stderr));
        return { state: 'ended', exitCode: Number(code), ...(said === '' ? {} : { said }) };
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return { state: 'runs' };
  } finally {
    await docker(['rm', '-f', name]);
  }
}
