/** What wrong answers must leave unmet, and where and how the last of these goals says so. */
export interface Expected {
  /** Goals that are not met; `?` behind one that cannot be told. */
  readonly unmet: readonly string[];
  /** 1-based line that the last of them names first. */
  readonly line: number;
  /** Part of what it says there. */
  readonly says: string;
}

/**
 * By path below this folder. Right answers are not listed, except those of which it cannot be told: a program that needs
 * glibc on Alpine's stand-in for it, and a name in /usr/bin that nobody knows.
 */
export const EXPECTED: Readonly<Record<string, Expected>> = {
  'first-split/right/gcompat': {
    unmet: ['it-works?'],
    line: 9,
    says: 'Whether a container starts cannot be told: gcompat stands in for glibc; whether it has all',
  },
  'first-split/wrong/glibc-on-alpine': {
    unmet: ['it-works'],
    line: 8,
    says: 'exec /hello: no such file or directory',
  },
  'first-split/wrong/cgo-back-on': {
    unmet: ['it-works'],
    line: 9,
    says: 'exec /hello: no such file or directory',
  },
  'first-split/wrong/folder-for-program': {
    unmet: ['it-works'],
    line: 8,
    says: 'exec: "/usr/local/bin/hello": is a directory: permission denied',
  },
  'first-split/wrong/gopath-bin-wrong': {
    unmet: ['it-works'],
    line: 7,
    says: '"/root/go/bin/hello": not found',
  },
  'first-split/wrong/tini-not-installed': {
    unmet: ['it-works'],
    line: 8,
    says: 'exec: "/sbin/tini": stat /sbin/tini: no such file or directory',
  },
  'first-split/wrong/unset-static': {
    unmet: ['it-works'],
    line: 9,
    says: 'exec /hello: no such file or directory',
  },
  'first-split/wrong/single-quotes-json': {
    unmet: ['it-works'],
    line: 8,
    says: 'docker run fails: /bin/sh: [/bin/hello]: not found',
  },
  'name-the-stage/wrong/from-case': {
    unmet: ['it-works?'],
    line: 8,
    says: 'Whether a container starts cannot be told: whether /usr/bin/convert is in the image: not e',
  },
  'name-the-stage/wrong/tests-unused': {
    unmet: ['nothing-unused'],
    line: 6,
    says: 'Nothing in the final image comes from stage "test".',
  },
  'name-the-stage/wrong/upx-missing': {
    unmet: ['it-works'],
    line: 4,
    says: 'exit code: 127 (/bin/sh: upx: not found)',
  },
  'name-the-stage/wrong/user-in-build': { unmet: ['it-works'], line: 9, says: 'unable to find user app' },
  'go-scratch/wrong/arg-not-env': {
    unmet: ['it-works'],
    line: 12,
    says: 'exec /probe: no such file or directory',
  },
  'go-scratch/wrong/user-without-passwd': {
    unmet: ['it-works'],
    line: 9,
    says: 'unable to find user nobody',
  },
  'go-scratch/wrong/certificates-elsewhere': {
    unmet: ['carry-certificates'],
    line: 6,
    says: 'The final image has no CA certificates where a program would look for them.',
  },
  'go-scratch/wrong/run-in-scratch': {
    unmet: ['carry-certificates', 'it-works'],
    line: 9,
    says: 'exec: "/bin/sh": stat /bin/sh: no such file or directory)',
  },
  'go-scratch/wrong/root-by-group-file': {
    unmet: ['not-root'],
    line: 10,
    says: 'The final stage sets the user to root.',
  },
  'go-scratch/wrong/chmod-lost': { unmet: ['it-works'], line: 10, says: 'exec: "/probe": permission denied' },
  'go-scratch/wrong/musl-on-scratch': {
    unmet: ['it-works'],
    line: 11,
    says: 'exec /probe: no such file or directory',
  },
  'go-distroless/wrong/glibc-on-static': {
    unmet: ['it-works'],
    line: 8,
    says: 'exec /clock: no such file or directory',
  },
  'go-distroless/wrong/shell-entrypoint': {
    unmet: ['nothing-to-install', 'exec-form', 'it-works'],
    line: 8,
    says: 'exec: "/bin/sh": stat /bin/sh: no such file or directory',
  },
  'go-distroless/wrong/base-not-static': {
    unmet: ['distroless-base'],
    line: 6,
    says: 'The final image is built on gcr.io/distroless/base-debian13:nonroot, which is not the base',
  },
  'go-distroless/wrong/user-back-to-root': {
    unmet: ['not-root'],
    line: 7,
    says: 'The final stage sets the user to root.',
  },
  'go-distroless/wrong/relative-elsewhere': {
    unmet: ['it-works'],
    line: 9,
    says: 'exec: "./clock": stat ./clock: no such file or directory',
  },
  'go-distroless/wrong/words-in-one-string': {
    unmet: ['it-works'],
    line: 8,
    says: 'exec: "/clock -v": stat /clock -v: no such file or directory',
  },
  'node-three-stages/wrong/production-too-early': {
    unmet: ['carry-the-build', 'carry-the-modules', 'no-compiler', 'quick-rebuild', 'it-works'],
    line: 12,
    says: 'exit code: 127 (sh: tsc: not found)',
  },
  'node-three-stages/wrong/prune-in-last-stage': {
    unmet: ['no-compiler'],
    line: 12,
    says: '/app/node_modules/typescript is in the final image.',
  },
  'node-three-stages/wrong/no-type-module': {
    unmet: ['it-works'],
    line: 18,
    says: "Cannot find module '/app/dist/server.js'",
  },
  'node-three-stages/wrong/lock-forgotten': {
    unmet: ['carry-the-build', 'carry-the-modules', 'no-compiler', 'quick-rebuild', 'it-works'],
    line: 4,
    says: 'can only install with an existing package-lock.json',
  },
  'node-three-stages/wrong/distroless-twice-node': {
    unmet: ['it-works'],
    line: 18,
    says: "Cannot find module '/app/node'",
  },
  'node-three-stages/wrong/tini-on-slim': {
    unmet: ['it-works'],
    line: 19,
    says: 'exec: "tini": executable file not found in $PATH',
  },
  'python-venv/wrong/path-forgotten': {
    unmet: ['it-works'],
    line: 11,
    says: 'exec: "waitress-serve": executable file not found in $PATH',
  },
  'python-venv/wrong/installed-beside': {
    unmet: ['it-works'],
    line: 12,
    says: 'exec: "waitress-serve": executable file not found in $PATH',
  },
  'python-venv/wrong/other-minor': { unmet: ['it-works'], line: 10, says: 'No module named waitress' },
  'python-venv/wrong/target-without-path': {
    unmet: ['it-works'],
    line: 10,
    says: 'No module named waitress',
  },
  'python-venv/wrong/user-local-of-root': {
    unmet: ['it-works'],
    line: 11,
    says: "can't open file '/root/.local/bin/waitress-serve': [Errno 13] Permission denied",
  },
  'python-venv/wrong/gunicorn-missing': {
    unmet: ['it-works'],
    line: 12,
    says: 'exec: "gunicorn": executable file not found in $PATH',
  },
  'react-nginx/wrong/dist-twice': {
    unmet: ['carry-the-files', 'it-works'],
    line: 7,
    says: '"/app/build": not found',
  },
  'react-nginx/wrong/production-first': {
    unmet: ['carry-the-files', 'it-works'],
    line: 7,
    says: 'exit code: 127 (sh: vite: not found)',
  },
  'react-nginx/wrong/rm-as-nobody': {
    unmet: ['carry-the-files', 'it-works'],
    line: 7,
    says: "exit code: 1 (rm: can't remove '/usr/share/nginx/html/index.html': Permission denied)",
  },
  'react-nginx/wrong/no-lock': {
    unmet: ['carry-the-files', 'it-works'],
    line: 4,
    says: 'can only install with an existing package-lock.json',
  },
  'react-nginx/wrong/rm-then-build': {
    unmet: ['carry-the-files'],
    line: 6,
    says: '/**/index.html is not in the final image.',
  },
  'react-nginx/wrong/sh-cmd': {
    unmet: ['nginx-runs', 'it-works'],
    line: 8,
    says: 'docker run fails: exec: serve: not found',
  },
  'react-nginx/wrong/background': {
    unmet: ['it-works'],
    line: 7,
    says: 'docker run fails: the program ends at once',
  },
  'cache-mounts/wrong/wrong-user-cache': {
    unmet: ['module-cache'],
    line: 5,
    says: 'There is a cache mount, but not on the directory that this goal asks for.',
  },
  'cache-mounts/wrong/write-into-bind': {
    unmet: ['quick-rebuild', 'it-works'],
    line: 5,
    says: 'exit code: 1 (go: /src/tickets: Read-only file system)',
  },
  'cache-mounts/wrong/installed-into-cache': {
    unmet: ['quick-rebuild', 'it-works'],
    line: 9,
    says: '"/go/bin/tickets": not found',
  },
  'cache-mounts/wrong/only-main-lent': {
    unmet: ['quick-rebuild', 'it-works'],
    line: 4,
    says: "exit code: 1 (go: go.mod file not found in current directory or any parent directory; see 'go help modules')",
  },
  'cache-mounts/wrong/golang-shipped': {
    unmet: ['ship-the-program', 'it-works'],
    line: 1,
    says: 'The image has about 894 MB; this goal allows 150 MB.',
  },
  'cache-mounts/wrong/glibc-on-alpine': {
    unmet: ['it-works'],
    line: 9,
    says: 'exec /usr/local/bin/tickets: no such file or directory',
  },
  'first-split/wrong/other-system': {
    unmet: ['it-works'],
    line: 7,
    says: 'exec /usr/local/bin/hello: exec format error',
  },
  'first-split/wrong/not-executable': {
    unmet: ['it-works'],
    line: 7,
    says: 'permission denied',
  },
  'first-split/wrong/no-such-package': {
    unmet: ['it-works'],
    line: 4,
    says: 'stat /src/cmd/hello: directory not found',
  },
  'first-split/wrong/relative-source': {
    unmet: ['it-works'],
    line: 6,
    says: '"/hello": not found',
  },
  'first-split/wrong/entrypoint-for-bash': {
    unmet: ['it-works'],
    line: 12,
    says: 'exec /entry.sh: no such file or directory',
  },
  'first-split/wrong/entrypoint-elsewhere': {
    unmet: ['it-works'],
    line: 13,
    says: "can't cd to /srv/app",
  },
  'cache-mounts/wrong/into-the-mount': {
    unmet: ['quick-rebuild', 'it-works'],
    line: 5,
    says: 'Read-only file system',
  },
  'node-three-stages/wrong/modules-poured-out': {
    unmet: ['carry-the-modules', 'quick-rebuild', 'it-works'],
    line: 16,
    says: "Cannot find module '/app/dist/server.js'",
  },
  'node-three-stages/wrong/command-elsewhere': {
    unmet: ['it-works'],
    line: 15,
    says: "Cannot find module '/server.js'",
  },
  'react-nginx/wrong/build-for-dist': {
    unmet: ['carry-the-files', 'it-works'],
    line: 6,
    says: '"/app/build": not found',
  },
  'react-nginx/wrong/user-nginx': {
    unmet: ['it-works'],
    line: 5,
    says: 'mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
  },
  'react-nginx/wrong/broken-server-block': {
    unmet: ['it-works'],
    line: 5,
    says: 'unexpected end of file, expecting "}"',
  },
};
