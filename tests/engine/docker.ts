/** Builds a case with a real Docker engine and says what came out. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { readTar } from '../../src/build/execute/tar.ts';
import { type Case, normaliseError, type Seen, type SeenConfig, type SeenFile } from './case.ts';

const run = promisify(execFile);

/** Whether an engine answers (DOCKER_HOST). */
export async function engineAnswers(): Promise<boolean> {
  if (!process.env.DOCKER_HOST) return false;
  try {
    await run('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Writes a case's context to a new folder; returns the folder. */
export function writeContext(one: Case): string {
  const folder = mkdtempSync(join(tmpdir(), 'stagecraft-case-'));
  const directories: [string, number][] = [];
  for (const [path, file] of Object.entries(one.files ?? {})) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    const more = typeof file === 'string' ? { content: file } : file;
    if (more.link !== undefined) {
      symlinkSync(more.link, at);
      continue;
    }
    if (more.directory) {
      mkdirSync(at, { recursive: true });
      if (more.mode !== undefined) directories.push([at, more.mode]);
      continue;
    }
    writeFileSync(at, more.base64 === undefined ? (more.content ?? '') : Buffer.from(more.base64, 'base64'));
    chmodSync(at, more.mode ?? 0o644);
  }
  for (const [at, mode] of directories) chmodSync(at, mode);
  if (!one.files?.Dockerfile) writeFileSync(join(folder, 'Dockerfile'), one.dockerfile);
  return folder;
}

/** The config of an OCI image, what is not set left out. */
function configOf(config: Record<string, unknown>): SeenConfig {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    if (value === null || value === '' || key === 'ArgsEscaped') continue;
    if (Array.isArray(value) && value.length === 0) continue;
    const names = key === 'ExposedPorts' || key === 'Volumes';
    out[key] = names ? Object.keys(value as object).sort() : value;
  }
  if (out.Labels && Object.keys(out.Labels).length === 0) delete out.Labels;
  return out as SeenConfig;
}

/** Lays the layers of a saved image over each other. */
export function readImage(archive: Uint8Array): Seen {
  const members = new Map(readTar(archive).map((member) => [member.path, member]));
  const bytes = (path: string): Uint8Array => {
    const member = members.get(path);
    if (!member) throw new Error(`${path} is not in the archive`);
    return member.content;
  };
  const json = (path: string) => JSON.parse(new TextDecoder().decode(bytes(path)));
  const manifest = json('manifest.json')[0] as { Config: string; Layers: string[] };
  const image = json(manifest.Config);
  const files = new Map<string, SeenFile>();
  const layers: string[][] = [];
  for (const path of manifest.Layers) {
    const names: string[] = [];
    for (const member of readTar(bytes(path))) {
      const at = `/${member.path.replace(/^\.?\/+/, '').replace(/^\.$/, '')}`;
      if (at === '/') continue;
      const base = at.slice(at.lastIndexOf('/') + 1);
      const folder = at.slice(0, at.lastIndexOf('/'));
      if (base === '.wh..wh..opq') {
        for (const known of files.keys()) if (known.startsWith(`${folder}/`)) files.delete(known);
        names.push(`-${folder}/*`);
      } else if (base.startsWith('.wh.')) {
        const gone = `${folder}/${base.slice(4)}`;
        for (const known of files.keys())
          if (known === gone || known.startsWith(`${gone}/`)) files.delete(known);
        names.push(`-${gone}`);
      } else {
        names.push(at);
        files.set(at, seenFile(at, member, files));
        if (member.type !== 'directory') {
          for (const known of files.keys()) if (known.startsWith(`${at}/`)) files.delete(known);
        }
      }
    }
    layers.push(names.sort());
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    config: configOf(image.config ?? {}),
    history: (image.history ?? []).map((line: Record<string, unknown>) => ({
      createdBy: line.created_by,
      ...(line.comment !== undefined && { comment: line.comment }),
      ...(line.empty_layer === true && { emptyLayer: true }),
    })),
    layers,
  };
}

function seenFile(
  path: string,
  member: ReturnType<typeof readTar>[number],
  files: Map<string, SeenFile>,
): SeenFile {
  const meta = { path, mode: member.mode.toString(8).padStart(4, '0'), uid: member.uid, gid: member.gid };
  if (member.type === 'hardlink') {
    const other = files.get(`/${member.link.replace(/^\.?\/+/, '')}`);
    return { ...(other ?? { ...meta, type: 'other' }), path };
  }
  if (member.type === 'symlink') return { ...meta, type: 'symlink', link: member.link };
  if (member.type !== 'file') return { ...meta, type: member.type };
  const sha256 = createHash('sha256').update(member.content).digest('hex');
  return { ...meta, type: 'file', size: member.content.length, sha256 };
}

/** Builds a case for real. */
export async function buildWithDocker(one: Case): Promise<Seen> {
  const folder = writeContext(one);
  const tag = `stagecraft-case:${one.name}`;
  const saved = `${folder}.tar`;
  try {
    // Without the cache: a COPY that another build ran before succeeds where a first one fails.
    const flags = ['buildx', 'build', '--no-cache', '--progress', 'plain', '--load', '-t', tag];
    if (one.target) flags.push('--target', one.target);
    for (const [key, value] of Object.entries(one.buildArgs ?? {}))
      flags.push('--build-arg', `${key}=${value}`);
    try {
      await run('docker', [...flags, folder], { maxBuffer: 1 << 26 });
    } catch (failure) {
      const stderr = String((failure as { stderr?: string }).stderr ?? failure);
      const line = stderr.split('\n').findLast((text) => text.startsWith('ERROR: '));
      if (!line) throw failure;
      const message = line.replace(/^ERROR: (failed to build: )?(failed to solve: )?/, '');
      return { error: normaliseError(message) };
    }
    await run('docker', ['save', '-o', saved, tag]);
    return readImage(readFileSync(saved));
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(saved, { force: true });
    await run('docker', ['image', 'rm', '-f', tag]).catch(() => undefined);
  }
}
