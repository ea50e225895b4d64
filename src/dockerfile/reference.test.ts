import { describe, expect, it } from 'vitest';
import { parseReference, sameImage } from './reference.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('parseReference', () => {
  it.each([
    ['golang', 'docker.io/library/golang:latest', 'golang'],
    ['docker.io/library/golang:1.27', 'docker.io/library/golang:1.27', 'golang:1.27'],
    ['index.docker.io/golang', 'docker.io/library/golang:latest', 'golang'],
    ['user/app:x', 'docker.io/user/app:x', 'user/app:x'],
    ['ghcr.io/user/app', 'ghcr.io/user/app:latest', 'ghcr.io/user/app'],
    ['localhost:5000/app:1', 'localhost:5000/app:1', 'localhost:5000/app:1'],
    ['localhost/app', 'localhost/app:latest', 'localhost/app'],
    ['MYHOST/app', 'MYHOST/app:latest', 'MYHOST/app'],
    [`alpine@${digest}`, `docker.io/library/alpine@${digest}`, `alpine@${digest}`],
    [`alpine:3@${digest}`, `docker.io/library/alpine:3@${digest}`, `alpine:3@${digest}`],
    ['[::1]:5000/app', '[::1]:5000/app:latest', '[::1]:5000/app'],
  ])('%s', (text, full, familiar) => {
    expect(parseReference(text)).toMatchObject({ full, familiar });
  });

  // The messages are what Docker 28.5.2 prints behind `failed to parse stage name …: `.
  it.each([
    ['BUILD', 'invalid reference format: repository name (library/BUILD) must be lowercase'],
    ['node:alpin=e', 'invalid reference format'],
    ['prom/promet=heus:v1.4.1', 'invalid reference format'],
    ['alpine:latest$', 'invalid reference format'],
    ['', 'invalid reference format'],
    ['a//b', 'invalid reference format'],
    ['a:b:c', 'invalid reference format'],
    [
      'b'.repeat(64),
      `invalid repository name (${'b'.repeat(64)}), cannot specify 64-byte hexadecimal strings`,
    ],
  ])('%s is wrong', (text, error) => expect(parseReference(text)).toEqual({ error }));
});

describe('sameImage', () => {
  it('sees through what may be left out', () => {
    expect(sameImage('docker.io/library/golang:latest', 'golang')).toBe(true);
    expect(sameImage('golang:1.27', 'golang:1.26')).toBe(false);
  });
});
