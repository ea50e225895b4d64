/** Builds a case with RUN with a real engine, and reads what it said. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseFile } from '../case.ts';
import { readImage, writeContext } from '../docker.ts';
import { STAND_INS } from '../exercises/stand-ins.ts';
import { baseFilesOf, type RunCase, type SeenRun, type SeenStart, tidy, wholeDockerfile } from './case.ts';

interface Said {
  readonly ok: boolean;
  readonly text: string;
}

function execute(args: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile('docker', [...args], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, text: `${stderr}${stdout}` }),
    );
  });
}

/** Reads `--progress=plain`: the vertices with what they said, and what stands below them. */
export function readLog(text: string): Pick<SeenRun, 'error' | 'log' | 'tail'> {
  const names = new Map<string, string>();
  const log: Record<string, string[]> = {};
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line === '------' || /^\S*Dockerfile:\d+$/.test(line));
  const head = end < 0 ? lines : lines.slice(0, end);
  for (const line of head) {
    const match = /^#(\d+) (.*)$/.exec(line);
    if (!match) continue;
    const [, number = '', said = ''] = match;
    const known = names.get(number);
    if (known === undefined) {
      names.set(number, said);
      if (/^\[(?!internal)/.test(said)) log[said] = [];
      continue;
    }
    if (said === known || said === '...' || /^\[(?!internal).* \d+\/\d+\] /.test(said)) continue;
    const without = said.replace(/^\d+\.\d+ /, '').replace(/^DONE .*$/, 'DONE');
    log[known]?.push(tidy(without));
  }
  const error = lines.findLast((line) => line.startsWith('ERROR: '));
  const tail = end < 0 ? [] : lines.slice(end).filter((line) => line !== '');
  return {
    ...(error === undefined
      ? {}
      : { error: tidy(error.replace(/^ERROR: (failed to build: )?(failed to solve: )?/, '')) }),
    log,
    ...(tail.length === 0 ? {} : { tail: tail.map((line) => tidy(line.replace(/^\d+\.\d+ /, ''))) }),
  };
}

/** Builds, builds again, starts: whatever the case asks for. */
export async function askDocker(one: RunCase, busybox: string): Promise<SeenRun> {
  const nonce = { 'rootfs/nonce': `${one.name} ${Date.now()} ${Math.random()}` };
  const files: Record<string, CaseFile> =
    one.only === 'start' ? { ...one.files } : { ...baseFilesOf(busybox), ...nonce, ...one.files };
  const tag = `stagecraft-run-${one.name}`;
  const secrets = mkdtempSync(join(tmpdir(), 'stagecraft-secrets-'));
  const flags = (args: RunCase['buildArgs']): string[] => {
    const out = ['buildx', 'build', '--progress', 'plain', '--load', '-t', tag];
    if (one.only === 'start') {
      for (const [reference, image] of Object.entries(STAND_INS))
        out.push('--build-context', `${reference}=docker-image://${image}`);
    }
    if (one.target) out.push('--target', one.target);
    for (const [key, value] of Object.entries(args ?? {})) out.push('--build-arg', `${key}=${value}`);
    for (const [id, value] of Object.entries(one.secrets ?? {})) {
      writeFileSync(join(secrets, id), value);
      out.push('--secret', `id=${id},src=${join(secrets, id)}`);
    }
    return out;
  };
  const folders: string[] = [];
  const context = (more: Record<string, CaseFile>, dockerfile: string): string => {
    const folder = writeContext({
      name: one.name,
      dockerfile: wholeDockerfile(dockerfile, one.only),
      files: { ...files, ...more },
    });
    folders.push(folder);
    return folder;
  };
  try {
    const first = await execute([...flags(one.buildArgs), context({}, one.dockerfile)]);
    const seen: SeenRun = readLog(first.text);
    if (!first.ok) return seen;
    if (one.only === 'start') return { log: {}, start: await startWith(tag) };
    const image = await savedImage(tag);
    const start = one.start ? await startWith(tag) : undefined;
    let cached: string[] | undefined;
    if (one.again) {
      const again = context({ ...one.again.files }, one.again.dockerfile ?? one.dockerfile);
      const second = await execute([...flags({ ...one.buildArgs, ...one.again.buildArgs }), again]);
      const { log } = readLog(second.text);
      cached = Object.keys(log)
        .filter((name) => log[name]?.includes('CACHED') && !name.startsWith('[base '))
        .sort();
    }
    return { ...seen, ...image, ...(cached ? { cached } : {}), ...(start ? { start } : {}) };
  } finally {
    for (const folder of [...folders, secrets]) rmSync(folder, { recursive: true, force: true });
    await execute(['image', 'rm', '-f', tag]);
  }
}

async function savedImage(tag: string): Promise<Pick<SeenRun, 'files' | 'layers' | 'history'>> {
  const path = join(tmpdir(), `${tag}.tar`);
  const saved = await execute(['save', '-o', path, tag]);
  if (!saved.ok) throw new Error(saved.text);
  const { files = [], layers = [], history = [] } = readImage(readFileSync(path));
  rmSync(path);
  return {
    files: files.filter(({ path: at }) => !isBase(at)).map(fileLine),
    layers: layers.map((paths) => paths.filter((at) => !isBase(at.replace(/^-/, ''))).join(' ')),
    history: history.map(({ createdBy, emptyLayer }) => `${emptyLayer ? '(empty) ' : ''}${createdBy}`),
  };
}

/** What the base brings and no case changes. */
export function isBase(path: string): boolean {
  return path === '/nonce' || path === '/bin' || path.startsWith('/bin/');
}

/** One path as a line. */
export function fileLine(file: {
  readonly path: string;
  readonly type: string;
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  readonly link?: string;
  readonly sha256?: string;
}): string {
  const what = file.type === 'symlink' ? `-> ${file.link}` : (file.sha256?.slice(0, 8) ?? '');
  return `${file.path} ${file.type} ${file.mode} ${file.uid}:${file.gid} ${what}`.trimEnd();
}

/** How long a container may take to come to its end. */
const PATIENCE_MS = 8000;

async function startWith(tag: string): Promise<SeenStart> {
  const name = `${tag}-start`;
  await execute(['rm', '-f', name]);
  try {
    const { code, stdout, stderr } = await run(['run', '--name', name, '--network', 'none', tag]);
    const message = stderr.split('\n').find((line) => line.startsWith('docker: '));
    if (message !== undefined)
      return { exitCode: code ?? -1, error: tidy(message.replace(/^docker: /, '')), stdout };
    return {
      ...(code === undefined ? { runs: true as const } : { exitCode: code }),
      ...(stderr === '' ? {} : { stderr }),
      stdout,
    };
  } finally {
    await execute(['rm', '-f', name]);
  }
}

/** Runs docker for so long; without an exit code where it has not come to an end by then. */
function run(args: readonly string[]): Promise<{ code?: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile('docker', [...args], { encoding: 'utf8' }, (_, stdout, stderr) => {
      clearTimeout(timer);
      resolve({ ...(child.exitCode === null ? {} : { code: child.exitCode }), stdout, stderr });
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  });
}

/** SHA-256 in hex, as the lines of files begin with it. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
