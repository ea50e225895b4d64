import type { StageSource } from '../dockerfile/index.ts';
import { listOf, matchesGlob } from './glob.ts';
import { anyOf, type Tri, tri } from './tri.ts';

/** An image reference in parts, its name as people write it (`golang`, not `docker.io/library/golang`). */
export interface ReferenceParts {
  readonly name: string;
  readonly tag?: string;
  /** With its algorithm: `sha256:…`. */
  readonly digest?: string;
}

/**
 * Splits an image reference or a pattern of one. Docker Hub's own spellings come out alike:
 * `docker.io/library/golang`, `index.docker.io/golang` and `library/golang` are all `golang`
 * (https://github.com/distribution/reference, "familiar name").
 */
export function splitReference(reference: string): ReferenceParts {
  const at = reference.indexOf('@');
  const digest = at === -1 ? undefined : reference.slice(at + 1);
  const rest = at === -1 ? reference : reference.slice(0, at);
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : rest.slice(colon + 1);
  return {
    name: familiarName(colon === -1 ? rest : rest.slice(0, colon)),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

function familiarName(name: string): string {
  for (const host of ['docker.io/', 'index.docker.io/']) {
    if (name.startsWith(host)) {
      name = name.slice(host.length);
      break;
    }
  }
  const official = name.startsWith('library/') && name.indexOf('/', 'library/'.length) === -1;
  return official ? name.slice('library/'.length) : name;
}

/**
 * Whether a reference matches a pattern. A reference with tag and digest matches by its tag. A digest
 * alone is unknown to a pattern with a tag: which tag pointed there cannot be told.
 */
export function matchesReference(pattern: string, reference: string): Tri {
  const wanted = splitReference(pattern);
  const given = splitReference(reference);
  if (!matchesGlob(wanted.name, given.name)) return 'no';
  if (wanted.digest !== undefined) {
    return given.digest === undefined ? 'unknown' : tri(wanted.digest === given.digest);
  }
  if (wanted.tag === undefined || wanted.tag === '*') return 'yes';
  if (given.tag === undefined && given.digest !== undefined) return 'unknown';
  return tri(matchesGlob(wanted.tag, given.tag ?? 'latest'));
}

/** Whether what a stage builds on, or a copy takes from, matches one of the patterns. */
export function matchesSource(patterns: string | readonly string[], source: StageSource): Tri {
  switch (source.kind) {
    case 'scratch':
      return tri(listOf(patterns).includes('scratch'));
    case 'image':
      return anyOf(
        listOf(patterns).map((pattern) =>
          pattern === 'scratch' ? 'no' : matchesReference(pattern, source.reference),
        ),
      );
    // A stage is no image; who asks follows the chain to its root first.
    case 'stage':
      return 'no';
    case 'context':
    case 'unresolved':
      return 'unknown';
  }
}

/** A source in words for a message: "golang:1.27", "scratch", "the stage "build"". */
export function describeSource(source: StageSource): string {
  switch (source.kind) {
    case 'scratch':
      return 'scratch, the empty image';
    case 'image':
      return source.reference;
    case 'stage':
      return `stage ${source.index}`;
    case 'context':
      return `the named context "${source.name}"`;
    case 'unresolved':
      return `"${source.text}"`;
  }
}
