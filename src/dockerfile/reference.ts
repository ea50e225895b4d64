/**
 * Image references, read as Docker reads them (the `distribution/reference` grammar):
 * `[domain[:port]/]path[:tag][@digest]`, with `docker.io/library/` understood where it is left out.
 */

/** An image reference taken apart. */
export interface ImageReference {
  /** `docker.io` where none was written. */
  readonly domain: string;
  /** Without the domain: `library/golang`. */
  readonly path: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
  /** With the domain, without tag and digest: `docker.io/library/golang`. */
  readonly name: string;
  /** As people write it, without tag and digest: `golang`, `user/app`, `ghcr.io/user/app`. */
  readonly familiarName: string;
  /** As people write it: `golang:1.27@sha256:…`; the tag `latest` is not put in. */
  readonly familiar: string;
  /** In full, with `:latest` where neither tag nor digest was written. */
  readonly full: string;
}

const DOCKER_HUB = 'docker.io';
const LEGACY_DOCKER_HUB = 'index.docker.io';
const OFFICIAL = 'library/';
const INVALID = 'invalid reference format';

const HEX_IDENTIFIER = /^[a-f0-9]{64}$/;
const DOMAIN_PART = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const IPV6 = /^\[[A-Fa-f0-9:]+\]$/;
const PORT = /^[0-9]+$/;
const PATH_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}$/;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** References that were read before: from one keystroke to the next all but one stay what they are. */
const known = new Map<string, ParsedReference>();
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 300;

type ParsedReference = ImageReference | { readonly error: string };

/** Reads an image reference; `error` has Docker's words. Never throws. */
export function parseReference(text: string): ParsedReference {
  let reference = known.get(text);
  if (reference === undefined) {
    reference = read(text);
    if (known.size === MOST_KNOWN) known.clear();
    if (text.length <= LONGEST_KNOWN) known.set(text, reference);
  }
  return reference;
}

function read(text: string): ParsedReference {
  if (text.length === 64 && HEX_IDENTIFIER.test(text)) {
    return { error: `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings` };
  }
  const { domain, rest } = splitDomain(text);
  const colon = rest.indexOf(':');
  const lowerCasePart = colon === -1 ? rest : rest.slice(0, colon);
  if (lowerCasePart.toLowerCase() !== lowerCasePart) {
    return { error: `${INVALID}: repository name (${lowerCasePart}) must be lowercase` };
  }
  const at = rest.indexOf('@');
  const digest = at === -1 ? undefined : rest.slice(at + 1);
  const named = at === -1 ? rest : rest.slice(0, at);
  const tagAt = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = tagAt === -1 ? undefined : named.slice(tagAt + 1);
  const path = tagAt === -1 ? named : named.slice(0, tagAt);
  const valid =
    (domain === DOCKER_HUB || isDomain(domain)) &&
    isPath(path) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  if (!valid) return { error: INVALID };
  if (path.length > 255) return { error: 'repository name must not be more than 255 characters' };
  const digestProblem = digest === undefined ? undefined : checkDigest(digest);
  if (digestProblem !== undefined) return { error: digestProblem };
  return build(domain, path, tag, digest);
}

/** A digest's problem in Docker's words, `undefined` where it has none. */
export function checkDigest(digest: string): string | undefined {
  const colon = digest.indexOf(':');
  if (colon <= 0 || colon + 1 === digest.length) return 'invalid checksum digest format';
  if (!/^[a-z0-9]+(?:[.+_-][a-z0-9]+)*$/.test(digest.slice(0, colon)))
    return 'invalid checksum digest format';
  const value = digest.slice(colon + 1);
  const length = DIGEST_LENGTHS[digest.slice(0, colon)];
  if (length === undefined) return 'unsupported digest algorithm';
  if (value.length !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(value) ? undefined : 'invalid checksum digest format';
}

/** Whether two references name the same image: `docker.io/library/golang:1.27` and `golang:1.27` do. */
export function sameImage(one: string, other: string): boolean {
  const a = parseReference(one);
  const b = parseReference(other);
  return !('error' in a) && !('error' in b) && a.full === b.full;
}

/** What is written before the first `/` is a domain only where it looks like one. */
function splitDomain(text: string): { readonly domain: string; readonly rest: string } {
  const slash = text.indexOf('/');
  if (slash === -1) return { domain: DOCKER_HUB, rest: OFFICIAL + text };
  const first = text.slice(0, slash);
  const behind = text.slice(slash + 1);
  let domain = DOCKER_HUB;
  let rest = text;
  if (first === LEGACY_DOCKER_HUB) rest = behind;
  else if (first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first) {
    domain = first;
    rest = behind;
  }
  if (domain === DOCKER_HUB && !rest.includes('/')) rest = OFFICIAL + rest;
  return { domain, rest };
}

function isPath(path: string): boolean {
  for (let start = 0; ; ) {
    const slash = path.indexOf('/', start);
    if (!PATH_PART.test(slash === -1 ? path.slice(start) : path.slice(start, slash))) return false;
    if (slash === -1) return true;
    start = slash + 1;
  }
}

function isDomain(domain: string): boolean {
  const bracket = domain.lastIndexOf(']');
  const colon = domain.indexOf(':', bracket + 1);
  const host = colon === -1 ? domain : domain.slice(0, colon);
  if (colon !== -1 && !PORT.test(domain.slice(colon + 1))) return false;
  return bracket !== -1 ? IPV6.test(host) : host.split('.').every((part) => DOMAIN_PART.test(part));
}

function build(domain: string, path: string, tag?: string, digest?: string): ImageReference {
  const name = `${domain}/${path}`;
  let familiarName = name;
  if (domain === DOCKER_HUB) {
    // `library/a/b` keeps its prefix: without it, it would read as the user `a`.
    const official = path.startsWith(OFFICIAL) && !path.slice(OFFICIAL.length).includes('/');
    familiarName = official ? path.slice(OFFICIAL.length) : path;
  }
  const suffix = (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@${digest}`);
  return {
    domain,
    path,
    name,
    familiarName,
    familiar: familiarName + suffix,
    full: name + (suffix === '' ? ':latest' : suffix),
    tag,
    digest,
  };
}
