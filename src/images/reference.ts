/** An image reference taken apart, in Docker's familiar form. */
export interface ParsedReference {
  /** `golang`, `gcr.io/distroless/static`: `docker.io/library/` is left out. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

/**
 * Takes a reference apart. It is lenient: what is no valid reference finds no image, and the front end
 * says why it is invalid.
 */
export function parseReference(reference: string): ParsedReference {
  let rest = reference;
  let digest: string | undefined;
  const at = rest.indexOf('@');
  if (at >= 0) {
    digest = rest.slice(at + 1);
    rest = rest.slice(0, at);
  }
  let tag: string | undefined;
  const colon = rest.lastIndexOf(':');
  // A colon before the last slash belongs to a registry's port.
  if (colon > rest.lastIndexOf('/')) {
    tag = rest.slice(colon + 1);
    rest = rest.slice(0, colon);
  }
  for (const host of ['docker.io/', 'index.docker.io/', 'registry-1.docker.io/']) {
    if (rest.startsWith(host)) rest = rest.slice(host.length);
  }
  if (rest.startsWith('library/')) rest = rest.slice('library/'.length);
  return { repository: rest, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}
