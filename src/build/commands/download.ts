/**
 * curl and wget: there is no network here. What they fetch is taken to arrive: the file is
 * there, what is in it nobody knows.
 */
import { flavourOf } from './support/flavour.ts';
import { reasonOf } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

export const WHY = 'there is no network here: what is fetched is not known';

/** Puts a fetched file in its place. */
function fetched(call: ToolCall, url: string, path: string): ToolResult | undefined {
  try {
    call.files.writeOpaque(path, {
      size: { bytes: 0, certainty: 'unknown', why: WHY },
      fingerprint: `${FETCHED_FROM}${url}`,
    });
    call.estimated(`${url} is taken to be there; ${WHY}`);
    call.takes(1500);
    return undefined;
  } catch (error) {
    const reason = reasonOf(error);
    if (call.name === 'wget')
      return failed(
        flavourOf(call) === 'gnu' ? `${path}: ${reason}` : `wget: can't open '${path}': ${reason}`,
        flavourOf(call) === 'gnu' ? 3 : 1,
      );
    return failed(`curl: (23) client returned ERROR on write, 0 != 1: ${path}: ${reason}`, 23);
  }
}

/** What goes down a pipe: `curl … | tar -xz`. */
function piped(call: ToolCall, url: string): string {
  return call.files.marked({
    size: { bytes: 0, certainty: 'unknown', why: WHY },
    fingerprint: `${FETCHED_FROM}${url}`,
  });
}

/** How the fingerprint of what comes from the network begins. */
export const FETCHED_FROM = 'fetched from ';

/** Last part of a URL's path. */
export function fileName(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}

export const curl = defineTool({
  names: ['curl'],
  origin: 'toolchain',
  run(call) {
    const options = readOptions(call.args, {
      short: '#fsSLkgOJo:H:d:X:u:A:b:c:e:F:T:w:m:r:x:C:K:E:iIvVZnNpqR46012',
      long: {
        output: 'o',
        'remote-name': 'O',
        'output-dir': 'dir',
        'create-dirs': 'create',
        header: 'H',
        data: 'd',
        request: 'X',
        user: 'u',
        location: 'L',
        fail: 'f',
        silent: 's',
        'show-error': 'S',
        retry: 'v1',
        'retry-delay': 'v2',
        proto: 'v3',
        'connect-timeout': 'v4',
        'max-time': 'm',
        'user-agent': 'A',
        'write-out': 'w',
        url: 'url',
        cacert: 'v5',
        'retry-max-time': 'v6',
        'proto-redir': 'v7',
        insecure: 'k',
        compressed: 'z1',
        'tlsv1.2': 'z2',
        'tlsv1.3': 'z3',
        'retry-all-errors': 'z4',
        'retry-connrefused': 'z5',
        'fail-with-body': 'z6',
        'progress-bar': '#',
        'http1.1': 'z7',
        version: 'V',
        'location-trusted': 'z8',
        ipv4: '4',
        head: 'I',
        include: 'i',
        'no-progress-meter': 'z9',
        'remote-header-name': 'J',
        'remote-name-all': 'all',
      },
      withValue: ['dir', 'url', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7'],
    });
    if (options.error)
      return failed(
        `curl: option ${options.error.long ? '--' : '-'}${options.error.option}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information`,
        2,
      );
    if (options.has('V')) {
      call.estimated('the version of curl is not known');
      return { stdout: 'curl 8\n' };
    }
    const urls = [...options.operands, ...options.all('url')];
    if (urls.length === 0)
      return failed(
        "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information",
        2,
      );
    const names = options.all('o');
    const folder = options.values.get('dir');
    for (const [at, url] of urls.entries()) {
      const name = names[at] ?? (options.has('O') || options.has('all') ? fileName(url) : undefined);
      if (name === undefined || name === '-') {
        // What goes down the pipe is not known; who reads it decides what that means.
        call.estimated(`${url} is taken to be there; ${WHY}`);
        return { stdout: piped(call, url) };
      }
      if (name === '') return failed(`curl: (23) Remote file name has no length`, 23);
      if (name === '/dev/null') continue;
      const path = folder === undefined || name.startsWith('/') ? name : `${folder}/${name}`;
      const parent = path.slice(0, path.lastIndexOf('/'));
      if (options.has('create') && parent !== '') call.files.makeDirectories(parent);
      const wrong = fetched(call, url, path);
      if (wrong) return wrong;
    }
    return {};
  },
});

export const wget = defineTool({
  names: ['wget'],
  origin: 'system',
  run(call) {
    const options = readOptions(call.args, {
      short: 'qcSbNvO:P:T:t:U:Y:o:a:e:i:nd46x',
      long: {
        quiet: 'q',
        'output-document': 'O',
        'directory-prefix': 'P',
        'no-check-certificate': 'z1',
        header: 'v1',
        'user-agent': 'U',
        timeout: 'T',
        tries: 't',
        'show-progress': 'z2',
        progress: 'v2',
        'https-only': 'z3',
        'no-verbose': 'z4',
        spider: 'z5',
        continue: 'c',
        retry: 'v3',
        'post-data': 'v4',
        'secure-protocol': 'v5',
        'max-redirect': 'v6',
        'no-hsts': 'z6',
      },
      withValue: ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'],
    });
    const [url] = options.operands;
    if (url === undefined)
      return failed(
        flavourOf(call) === 'gnu'
          ? "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options."
          : 'Usage: wget [OPTIONS] URL...',
      );
    if (options.has('z5')) return {};
    const output = options.values.get('O');
    if (output === '-') {
      call.estimated(`${url} is taken to be there; ${WHY}`);
      return { stdout: piped(call, url) };
    }
    for (const one of options.operands) {
      const folder = options.values.get('P');
      const name = fileName(one) || 'index.html';
      if (folder !== undefined) call.files.makeDirectories(folder);
      const wrong = fetched(call, one, output ?? (folder === undefined ? name : `${folder}/${name}`));
      if (wrong) return wrong;
    }
    return {};
  },
});
