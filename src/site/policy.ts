/**
 * The Content-Security-Policy of a page, written into a meta tag because static hosts set no headers.
 * `strict`: nothing inline, nothing from elsewhere. `editor`: Monaco writes style attributes and runs
 * a worker, so inline styles are allowed there, and only there. `search`: the search is WebAssembly, which
 * needs a permission of its own. No page allows `unsafe-eval`.
 */
export function policy(kind: 'strict' | 'editor' | 'search'): string {
  const style = kind === 'editor' ? "'self' 'unsafe-inline'" : "'self'";
  return [
    "default-src 'none'",
    `script-src ${kind === 'search' ? "'self' 'wasm-unsafe-eval'" : "'self'"}`,
    `style-src ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ');
}
