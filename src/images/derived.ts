/**
 * Images that are made from listed ones by a Dockerfile that is public and short, so that what they hold follows:
 *
 * - nginxinc/nginx-unprivileged (github.com/nginx/docker-nginx-unprivileged, stable/alpine-slim/Dockerfile at 0b11d94,
 *   read 2026-11-21): nginx with the same entrypoint and command, user 101 and port 8080; /etc/nginx belongs to 101:0,
 *   and its group may write.
 * - ghcr.io/astral-sh/uv and astral/uv (github.com/astral-sh/uv, read 2026-11-21: Dockerfile at 063a9be,
 *   docs/guides/integration/docker.md at 079e3fd, .github/workflows/build-docker.yml at 72c90e4): the plain tags are the
 *   empty image with the static programs /uv and /uvx; the others are `FROM` an Alpine, a Debian, buildpack-deps or a
 *   Python, with the two in /usr/local/bin, UV_TOOL_BIN_DIR, no entrypoint and uv as the command. Which release a tag
 *   without one stands on is of that day: alpine is 3.23, debian is trixie.
 */
import type { ParsedReference } from './reference.ts';
import type { ImageRow } from './types.ts';

/** Finds the row of a listed image. */
type FindRow = (parsed: ParsedReference) => ImageRow | undefined;

const UNPRIVILEGED =
  /^(ghcr\.io\/nginx|quay\.io\/nginx|public\.ecr\.aws\/nginx|nginxinc|nginx)\/nginx-unprivileged$/;
const UV: ReadonlySet<string> = new Set(['ghcr.io/astral-sh/uv', 'astral/uv']);

/** Facts of an image that is made from a listed one; undefined for any other. Never exact: nobody lists its digest. */
export function derivedRow(parsed: ParsedReference, find: FindRow): ImageRow | undefined {
  if (UNPRIVILEGED.test(parsed.repository)) return unprivileged(parsed, find);
  if (UV.has(parsed.repository)) return uv(parsed, find);
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
const ALPINE_OF_UV = '3.23';

function uv({ repository, tag = 'latest', digest }: ParsedReference, find: FindRow): ImageRow | undefined {
  const flavour = UV_TAG.exec(tag)?.[1] ?? '';
  if (flavour === '') {
    if (digest !== undefined && tag === 'latest') return undefined;
    const empty = find({ repository: 'scratch', tag: '' });
    return (
      empty && {
        ...empty,
        repository,
        tag: 'latest',
        workdir: '/io',
        entrypoint: ['/uv'],
        tools: [],
        paths: ['/uv', '/uvx'],
      }
    );
  }
  const row = baseOfUv(flavour, find);
  if (!row) return undefined;
  const { digest: _, aliases: __, compressed: ___, onDisk: ____, entrypoint: _____, ...rest } = row;
  return {
    ...rest,
    env: { ...row.env, UV_TOOL_BIN_DIR: '/usr/local/bin' },
    cmd: ['/usr/local/bin/uv'],
    tools: [...(row.tools ?? []), 'uv', 'uvx'],
  };
}

/** What an image of uv with an operating system is made FROM. */
function baseOfUv(flavour: string, find: FindRow): ImageRow | undefined {
  const python = /^python(\d+\.\d+)-(.+)$/.exec(flavour);
  if (python) return find({ repository: 'python', tag: `${python[1]}-${python[2]}` });
  const debian = DEBIAN.exec(flavour);
  if (debian) {
    const release = debian[1] === 'debian' ? 'trixie' : debian[1];
    return debian[2]
      ? find({ repository: 'debian', tag: `${release}-slim` })
      : find({ repository: 'buildpack-deps', tag: `${release}` });
  }
  const alpine = /^alpine([\d.]*)$/.exec(flavour);
  return alpine ? find({ repository: 'alpine', tag: alpine[1] || ALPINE_OF_UV }) : undefined;
}
