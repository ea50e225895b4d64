/**
 * Images that are made from listed ones by a Dockerfile that is public and short, so that what they hold follows:
 *
 * - nginxinc/nginx-unprivileged (github.com/nginx/docker-nginx-unprivileged, stable/alpine-slim/Dockerfile, read
 *   2026-11-21): nginx with the same entrypoint and command, user 101 and port 8080.
 * - ghcr.io/astral-sh/uv (github.com/astral-sh/uv, Dockerfile and docs/guides/integration/docker.md, read
 *   2026-11-21): the plain tags are the empty image with the static programs /uv and /uvx; the others are a Python,
 *   Debian or Alpine with the two in /usr/local/bin.
 */
import type { ParsedReference } from './reference.ts';
import type { ImageRow } from './types.ts';

/** Finds the row of a listed image. */
type FindRow = (parsed: ParsedReference) => ImageRow | undefined;

const UNPRIVILEGED =
  /^(ghcr\.io\/nginx|quay\.io\/nginx|public\.ecr\.aws\/nginx|nginxinc|nginx)\/nginx-unprivileged$/;
const UV = 'ghcr.io/astral-sh/uv';

/** Facts of an image that is made from a listed one; undefined for any other. Never exact: nobody lists its digest. */
export function derivedRow(parsed: ParsedReference, find: FindRow): ImageRow | undefined {
  if (UNPRIVILEGED.test(parsed.repository)) return unprivileged(parsed, find);
  if (parsed.repository === UV) return uv(parsed, find);
  return undefined;
}

function unprivileged({ tag, digest }: ParsedReference, find: FindRow): ImageRow | undefined {
  if (tag === undefined && digest !== undefined) return undefined;
  const row = find({ repository: 'nginx', ...(tag === undefined ? {} : { tag }) });
  if (!row) return undefined;
  const { digest: _, aliases: __, compressed: ___, ...rest } = row;
  return { ...rest, precision: 'approximate', user: '101', uid: 101, exposedPorts: ['8080/tcp'] };
}

/** `0.9.2-python3.14-trixie-slim`: a version of uv, and what it stands on. */
const UV_TAG = /^(?:(?:latest|[\d.]+)(?:-|$))?(.*)$/;
const DEBIAN = /^(debian|trixie|bookworm|bullseye)(-slim)?$/;

function uv({ tag = 'latest', digest }: ParsedReference, find: FindRow): ImageRow | undefined {
  const flavour = UV_TAG.exec(tag)?.[1] ?? '';
  if (flavour === '') {
    if (digest !== undefined && tag === 'latest') return undefined;
    const empty = find({ repository: 'scratch', tag: '' });
    return (
      empty && {
        ...empty,
        repository: UV,
        tag: 'latest',
        workdir: '/io',
        entrypoint: ['/uv'],
        tools: [],
        paths: ['/uv', '/uvx'],
      }
    );
  }
  const python = /^python(\d+\.\d+)-(.+)$/.exec(flavour);
  const row = python
    ? find({ repository: 'python', tag: `${python[1]}-${python[2]}` })
    : DEBIAN.test(flavour)
      ? find({ repository: 'debian', tag: flavour.replace(/^debian/, 'trixie') })
      : /^alpine[\d.]*$/.test(flavour)
        ? find({ repository: 'alpine', tag: flavour.replace(/^alpine/, '') || 'latest' })
        : undefined;
  if (!row) return undefined;
  const { digest: _, aliases: __, compressed: ___, onDisk: ____, entrypoint: _____, ...rest } = row;
  return { ...rest, cmd: ['/usr/local/bin/uv'], tools: [...(row.tools ?? []), 'uv', 'uvx'] };
}
