import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listImages, lookupImage } from './index.ts';
import { imageSource } from './sources.ts';

const name = (reference: string) => {
  const image = lookupImage(reference);
  return image && `${image.reference} ${image.certainty}`;
};

describe('lookupImage', () => {
  test.each([
    ['golang:1.27', 'golang:1.27 known'],
    ['golang', 'golang:1.27 known'],
    ['golang:latest', 'golang:1.27 known'],
    ['golang:1', 'golang:1.27 known'],
    ['docker.io/library/golang:1.27', 'golang:1.27 known'],
    ['index.docker.io/library/golang:1.27', 'golang:1.27 known'],
    ['library/golang:alpine', 'golang:1.27-alpine known'],
    ['golang:1.24-alpine', 'golang:1.25-alpine estimated'],
    ['golang:1.24-alpine3.20', 'golang:1.25-alpine estimated'],
    ['golang:1.24', 'golang:1.25 estimated'],
    ['golang:1.24-bookworm', 'golang:1.25 estimated'],
    ['node:20-slim', 'node:22-slim estimated'],
    ['node:lts-alpine', 'node:24-alpine known'],
    ['node:22.11.0-alpine', 'node:22-alpine estimated'],
    ['python:3.11-slim-bookworm', 'python:3.12-slim estimated'],
    ['eclipse-temurin:11-jre', 'eclipse-temurin:17-jre estimated'],
    ['gcr.io/distroless/static-debian13:nonroot', 'gcr.io/distroless/static-debian13:nonroot known'],
    ['gcr.io/distroless/static:nonroot', 'gcr.io/distroless/static-debian13:nonroot estimated'],
    ['gcr.io/distroless/static-debian11', 'gcr.io/distroless/static-debian13:latest estimated'],
    ['scratch', 'scratch known'],
    ['mcr.microsoft.com/dotnet/sdk:9.0-noble', 'mcr.microsoft.com/dotnet/sdk:9.0-noble known'],
  ])('%s is %s', (reference, expected) => {
    expect(name(reference)).toBe(expected);
  });

  test.each([
    'nobody/nothing',
    'golang:1.27-nanoserver',
    '',
    ':',
    '@',
    'example.com/golang:1.27',
    'localhost:5000/golang',
  ])('nothing is known of %j', (reference) => expect(lookupImage(reference)).toBeUndefined());

  test('a digest pins: the listed one is known, another one with a tag is an estimate, alone it is nothing', () => {
    const digest = imageSource('golang', '1.27')?.digest;
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(name(`golang@${digest}`)).toBe('golang:1.27 known');
    expect(name(`golang:1.27@${digest}`)).toBe('golang:1.27 known');
    expect(name(`golang:1.27@sha256:${'0'.repeat(64)}`)).toBe('golang:1.27 estimated');
    expect(name(`golang@sha256:${'0'.repeat(64)}`)).toBeUndefined();
  });

  test('facts: config, system, tools', () => {
    const node = lookupImage('node:24-alpine');
    expect(node).toMatchObject({
      user: '',
      workdir: '/',
      shell: '/bin/sh',
      packageManager: 'apk',
      os: { family: 'alpine', libc: 'musl' },
    });
    expect(node?.tools).toContain('npm');
    const distroless = lookupImage('gcr.io/distroless/static-debian13:nonroot');
    expect(distroless).toMatchObject({ user: '65532', uid: 65532, shell: null, workdir: '/home/nonroot' });
    expect(lookupImage('scratch')).toMatchObject({ onDiskBytes: 0, shell: null, env: {} });
  });

  test('what no source states is absent, not empty', () => {
    const slim = lookupImage('node:26-slim');
    expect(slim).toBeDefined();
    expect(slim).not.toHaveProperty('user');
    expect(slim).not.toHaveProperty('workdir');
    expect(slim).not.toHaveProperty('exposedPorts');
    expect(slim?.cmd).toEqual(['node']);
  });

  test('every entry is found under its own name and has a source', () => {
    const images = listImages();
    expect(images.length).toBeGreaterThan(100);
    for (const image of images) {
      expect(lookupImage(image.reference)).toEqual(image);
      expect(image.date).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(imageSource(image.repository, image.tag)?.source.path).toBeTruthy();
    }
  });
});

const catalogue = join(process.env.STAGECRAFT_SHARED ?? '../shared', 'data/base-images.json');
test.skipIf(!existsSync(catalogue))('the table agrees with the catalogue it was written from', () => {
  const entries = JSON.parse(readFileSync(catalogue, 'utf8')) as Record<string, unknown>[];
  expect(listImages()).toHaveLength(entries.length);
  for (const entry of entries) {
    const reference = entry.tag === '' ? `${entry.repository}` : `${entry.repository}:${entry.tag}`;
    const image = lookupImage(reference);
    for (const [ours, theirs] of [
      ['onDiskBytes', 'onDiskBytes'],
      ['compressedBytes', 'compressedBytes'],
      ['user', 'user'],
      ['uid', 'uid'],
      ['workdir', 'workdir'],
      ['env', 'env'],
      ['exposedPorts', 'exposedPorts'],
    ] as const) {
      expect(image?.[ours] ?? null, `${reference} ${ours}`).toEqual(entry[theirs]);
    }
    for (const field of ['shell', 'packageManager', 'entrypoint', 'cmd', 'tools', 'paths'] as const) {
      expect(image?.[field], `${reference} ${field}`).toEqual(entry[field]);
    }
    expect(image?.os).toEqual(entry.os);
  }
});

test.each([
  ['ghcr.io/astral-sh/uv:alpine', 'alpine:3.23'],
  ['ghcr.io/astral-sh/uv:alpine3.22', 'alpine:3.22'],
  ['ghcr.io/astral-sh/uv:0.10.4-debian-slim', 'debian:trixie-slim'],
  ['ghcr.io/astral-sh/uv:0.10-python3.14-trixie-slim', 'python:3.14-slim'],
  ['astral/uv:python3.12-alpine', 'python:3.12-alpine'],
])('%s stands on %s', (reference, base) => {
  const image = lookupImage(reference);
  expect(image?.takenFrom).toBe(base);
  expect(image?.cmd).toEqual(['/usr/local/bin/uv']);
  expect(image?.env?.UV_TOOL_BIN_DIR).toBe('/usr/local/bin');
  expect(image?.tools).toContain('uvx');
});

test('takes uv on a whole Debian for buildpack-deps, which has compilers', () => {
  expect(lookupImage('ghcr.io/astral-sh/uv:debian')?.tools).toEqual(expect.arrayContaining(['gcc', 'uv']));
  expect(lookupImage('ghcr.io/astral-sh/uv:debian-slim')?.tools).not.toContain('gcc');
});
