/** What keeps nginx from starting besides the command: a configuration that cannot be read, folders of somebody else. */
import { toText } from '../filesystem/content.ts';
import { configProblem } from './nginx-syntax.ts';
import type { Scope } from './scope.ts';
import { ended, type Verdict } from './types.ts';

const SITES = '/etc/nginx/conf.d';
const CACHE = '/var/cache/nginx';
const PID = '/run/nginx.pid';

/** The verdict on a start that fails for one of them; undefined where nothing is known to be in the way. */
export function nginxTrouble(scope: Scope, config: string): Verdict | undefined {
  return ofConfig(scope, config) ?? ofUser(scope, config);
}

/** Files that the learner wrote, as nginx reads them: its own, then the sites by name. */
function ofConfig(scope: Scope, config: string): Verdict | undefined {
  const sites = scope.files.stat(SITES).kind === 'found' ? scope.files.list(SITES).sort() : [];
  for (const path of [
    config,
    ...sites.filter((name) => name.endsWith('.conf')).map((name) => `${SITES}/${name}`),
  ]) {
    const text = writtenText(scope, path);
    const problem = text === undefined ? undefined : configProblem(text);
    if (problem === undefined) continue;
    const place = `${path}:${problem.line}`;
    return ended(
      `nginx: [emerg] ${problem.message} in ${place}`,
      1,
      `nginx cannot read ${path}: line ${problem.line} of it is where it gives up.`,
      'A directive ends with a semicolon, and every { needs its }.',
    );
  }
  return undefined;
}

/** The text of a file that an instruction brought or wrote. */
function writtenText(scope: Scope, path: string): string | undefined {
  const found = scope.stat(path);
  if (found.kind !== 'found' || found.entry.type !== 'file') return undefined;
  const { provenance, content } = found.entry;
  return provenance.kind === 'base' || content === undefined ? undefined : toText(content);
}

/**
 * The folder for temporary files and the file with the process id are root's in nginx's own image: what has to be changed
 * for another user is what the image nginx-unprivileged changes (stable/alpine-slim/Dockerfile of
 * github.com/nginx/docker-nginx-unprivileged at 0b11d94, read 2026-11-21).
 */
function ofUser(scope: Scope, config: string): Verdict | undefined {
  if (scope.user.uid === 0) return undefined;
  const cache = scope.stat(CACHE);
  const image = cache.kind === 'found' ? cache.entry.provenance.image : undefined;
  // The image that is made for it has all of this in order.
  if (cache.kind !== 'found' || image === undefined || image.includes('unprivileged')) return undefined;
  // Whoever wrote a configuration of their own may have put both elsewhere.
  if (scope.stat(config).kind === 'found' && scope.files.entry(config)?.provenance.kind !== 'base')
    return undefined;
  const why = `nginx runs as ${scope.user.name || `user ${scope.user.uid}`}, and`;
  const advice =
    'End on nginxinc/nginx-unprivileged, which is made for it and listens on port 8080. Or leave USER out: nginx starts as root and lets its workers run as nginx.';
  if (!scope.may(cache.entry, 2)) {
    return ended(
      `nginx: [emerg] mkdir() "${CACHE}/client_temp" failed (13: Permission denied)`,
      1,
      `${why} ${CACHE}, where it keeps temporary files, belongs to root.`,
      advice,
    );
  }
  const pid = scope.stat(PID);
  const folder = scope.stat('/run');
  const writable =
    pid.kind === 'found' ? scope.may(pid.entry, 2) : folder.kind === 'found' && scope.may(folder.entry, 2);
  if (writable) return undefined;
  return ended(
    `nginx: [emerg] open() "${PID}" failed (13: Permission denied)`,
    1,
    `${why} ${PID}, where it writes the number of its process, belongs to root.`,
    advice,
  );
}
