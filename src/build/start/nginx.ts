/**
 * nginx puts itself into the background unless it is told not to, and a container ends with its first process. Asked of
 * Docker 28.5 with Debian's nginx: `nginx` alone ends with exit code 0, `daemon off;` said twice with 1.
 */
import { quote } from '../commands/support/look.ts';
import { toText } from '../filesystem/content.ts';
import { nginxTrouble } from './nginx-start.ts';
import type { Scope } from './scope.ts';
import { ended, OK, unknown, type Verdict } from './types.ts';

const CONFIG = '/etc/nginx/nginx.conf';
/** Options that take the next argument (nginx -h). */
const VALUES: ReadonlySet<string> = new Set(['-p', '-e', '-s', '-c', '-g']);

/** The verdict on nginx with these arguments. */
export function nginx(scope: Scope, args: readonly string[]): Verdict {
  let config = CONFIG;
  let global = '';
  for (let at = 0; at < args.length; at += 1) {
    const option = args[at] ?? '';
    if (VALUES.has(option)) at += 1;
    if (option === '-c') config = scope.resolve(args[at] ?? '');
    if (option === '-g') global = args[at] ?? '';
    // -t tests the configuration, -v says the version, -s speaks to another nginx: none of them serves.
    if (/^-[vVtThs?q]+$/.test(option)) return OK;
  }
  const trouble = nginxTrouble(scope, config);
  if (trouble !== undefined) return trouble;
  const inFile = staysByFile(scope, config);
  const inArgument = mentionsDaemonOff(global);
  if (inArgument && inFile === true) {
    return ended(
      `nginx: [emerg] "daemon" directive is duplicate in ${config}`,
      1,
      `${config} says "daemon off;", and so does the command. nginx takes it once.`,
      'Leave it out in one of the two places.',
    );
  }
  if (inArgument || inFile === true) return OK;
  if (inFile === undefined) return unknown(`whether ${config} keeps nginx in the foreground`);
  return ended(
    '',
    0,
    'nginx starts, goes into the background, and the process that Docker has started ends. A container ends with it.',
    'Keep it in the foreground: the command is nginx -g "daemon off;", as the nginx image has it.',
  );
}

const SCRIPTS = '/docker-entrypoint.d';

/**
 * The scripts that the learner adds to those of the nginx image: its entrypoint runs them before nginx, in order, and ends
 * where one of them fails (github.com/nginx/docker-nginx, docker-entrypoint.sh). Undefined where there are none.
 * @param path the entrypoint
 */
export function nginxScripts(scope: Scope, path: string, args: readonly string[]): Verdict | undefined {
  if (path !== '/docker-entrypoint.sh' || !/^nginx(-debug)?$/.test(args[0] ?? '')) return undefined;
  const own = scope.files.list(SCRIPTS).flatMap((name): string[] => {
    const at = `${SCRIPTS}/${name}`;
    const entry = scope.files.entry(at);
    if (entry?.type !== 'file' || entry.provenance.kind === 'base' || (entry.mode & 0o111) === 0) return [];
    if (name.endsWith('.envsh')) return [`. ${quote(at)}`];
    return name.endsWith('.sh') ? [quote(at)] : [];
  });
  if (own.length === 0) return undefined;
  const script = ['set -e', ...own, 'exec "$@"'].join('\n');
  return { ...OK, follow: ['sh', '-c', script, path, ...args] };
}

/** Whether the configuration says `daemon off;`; undefined where its text is not known. The one of the base image does not. */
function staysByFile(scope: Scope, path: string): boolean | undefined {
  const found = scope.stat(path);
  // The nginx image sets it in its command (github.com/nginx/docker-nginx), not in the file.
  if (found.kind !== 'found') return path === CONFIG ? false : undefined;
  const { entry } = found;
  if (entry.type === 'file' && entry.content !== undefined) return mentionsDaemonOff(toText(entry.content));
  return entry.provenance.kind === 'base' ? false : undefined;
}

function mentionsDaemonOff(text: string): boolean {
  return text
    .split('\n')
    .flatMap((line) => (line.split('#', 1)[0] ?? '').split(';'))
    .some((directive) => /^\s*daemon\s+off\s*$/.test(directive));
}
