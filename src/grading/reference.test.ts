import { describe, expect, it } from 'vitest';
import { matchesReference, matchesSource } from './reference.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('matchesReference', () => {
  it.each([
    // pattern, reference, answer
    ['golang', 'golang', 'yes'],
    ['golang', 'golang:1.27', 'yes'],
    ['golang', `golang@${DIGEST}`, 'yes'],
    ['golang', 'docker.io/library/golang:1.27', 'yes'],
    ['golang', 'index.docker.io/library/golang', 'yes'],
    ['golang', 'docker.io/golang', 'yes'],
    ['golang', 'library/golang', 'yes'],
    ['docker.io/library/golang:1.27', 'golang:1.27', 'yes'],
    ['golang', 'golang-extra', 'no'],
    ['golang', 'someone/golang', 'no'],
    ['golang', 'localhost:5000/golang', 'no'],
    ['localhost:5000/golang', 'localhost:5000/golang:1', 'yes'],
    ['golang:1.27', 'golang:1.27', 'yes'],
    ['golang:1.27', 'golang:1.26', 'no'],
    ['golang:1.27', 'golang', 'no'],
    ['golang:latest', 'golang', 'yes'],
    ['golang:*-alpine', 'golang:1.27-alpine', 'yes'],
    ['golang:*-alpine*', 'golang:1.27-alpine3.24', 'yes'],
    ['golang:*-alpine', 'golang:1.27', 'no'],
    ['golang:1.27', `golang:1.27@${DIGEST}`, 'yes'],
    ['golang:1.27', `golang:1.26@${DIGEST}`, 'no'],
    ['golang:1.27', `golang@${DIGEST}`, 'unknown'],
    ['golang:*', `golang@${DIGEST}`, 'yes'],
    [`golang@${DIGEST}`, `golang@${DIGEST}`, 'yes'],
    [`golang@${DIGEST}`, `golang@sha256:${'b'.repeat(64)}`, 'no'],
    [`golang@${DIGEST}`, 'golang:1.27', 'unknown'],
    ['gcr.io/distroless/*', 'gcr.io/distroless/static-debian13:nonroot', 'yes'],
    ['gcr.io/*', 'gcr.io/distroless/static-debian13', 'no'],
    ['gcr.io/**', 'gcr.io/distroless/static-debian13', 'yes'],
    ['*', 'golang', 'yes'],
    ['*', 'someone/golang', 'no'],
  ])('%s against %s: %s', (pattern, reference, answer) => {
    expect(matchesReference(pattern, reference)).toBe(answer);
  });
});

describe('matchesSource', () => {
  it('takes scratch for the empty image alone', () => {
    expect(matchesSource('scratch', { kind: 'scratch' })).toBe('yes');
    expect(matchesSource('*', { kind: 'scratch' })).toBe('no');
    expect(matchesSource('scratch', { kind: 'image', reference: 'someone/scratch' })).toBe('no');
  });
  it('cannot tell what is not resolved', () => {
    expect(matchesSource('golang', { kind: 'unresolved', text: '$BASE' })).toBe('unknown');
  });
  it('takes any of a list, and prefers a certain answer', () => {
    const source = { kind: 'image', reference: `alpine@${DIGEST}` } as const;
    expect(matchesSource(['alpine:3.24', 'debian'], source)).toBe('unknown');
    expect(matchesSource(['alpine:3.24', 'alpine'], source)).toBe('yes');
  });
});
