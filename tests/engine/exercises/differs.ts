/** Where Docker's answer, on stand-ins, and the simulation's, of the real images, differ for a reason. */
export interface Difference {
  /** Names of the answers. */
  readonly answer: RegExp;
  /** The line of `compare`. */
  readonly what: RegExp;
  readonly why: string;
}

export const DIFFERS: readonly Difference[] = [
  {
    answer: /^(?:first-split\/(?:start|mistakes\/one-stage-cleaned-up)|python-venv\/start)$/,
    what: /^file \/root\/\.cache: Docker undefined/,
    why: 'the tree of the stand-in has this folder already',
  },
  {
    answer:
      /^(?:go-distroless\/(?:start|mistakes\/alpine-with-a-user)|react-nginx\/mistakes\/built-inside-nginx)$/,
    what: /^file \/(?:etc\/apk|usr\/lib\/apk|usr\/share\/(?:doc|zoneinfo)|usr\/bin\/(?:node|npm|npx)|usr\/sbin\/update-ca-certificates)(?:\/[^ ]*)?: Docker undefined/,
    why: 'apk of the stand-in installs nothing',
  },
  {
    answer: /^go-distroless\/mistakes\/alpine-with-a-user$/,
    what: /^file \/(?:etc\/(?:group-|passwd-|shadow-?)|home\/clock): Docker undefined/,
    why: 'adduser of the stand-in writes passwd and group only',
  },
  {
    answer: /^react-nginx\/mistakes\/built-inside-nginx$/,
    what: /^file \/app\/node_modules\/(?:@rolldown\/binding|lightningcss)-linux-x64-(?:gnu|musl): /,
    why: 'the stand-in of nginx:alpine has glibc, the real one musl; npm chooses the native packages by it',
  },
  {
    answer: /^go-scratch\/start$/,
    what: /^file \/(?:etc\/ssl|usr\/share\/doc|usr\/sbin\/update-ca-certificates|var\/lib\/(?:apt|dpkg)|var\/log\/(?:apt|dpkg\.log))(?:\/[^ ]*)?: Docker undefined/,
    why: 'the tree of the stand-in has the certificates already, so apt-get has nothing to install',
  },
  {
    answer: /^name-the-stage\//,
    what: /^starts: Docker false, simulated true/,
    why: 'the program starts, says how it is called and ends with 2; what a program does is its own affair',
  },
  {
    answer: /^python-venv\/solutions\/prefix$/,
    what: /^(?:file \/usr\/local\/(?:bin|lib)(?:\/[^ ]*)?: Docker undefined|file \/usr\/local\/(?:bin|lib): |starts: Docker false)/,
    why: "Debian's own pip puts local/ below a prefix, pip of the python image does not",
  },
  {
    answer: /^react-nginx\//,
    what: /^file \/(?:app\/dist|usr\/share\/nginx\/html)\/assets\/…: Docker undefined/,
    why: 'vite writes a hash of the content into the name, which nobody knows before it has run',
  },
  {
    answer: /^react-nginx\/mistakes\/preview-server$/,
    what: /^start: /,
    why: 'the stand-in of nginx:alpine has npm, the real one has not; the container ends at once on both',
  },
  {
    answer: /^first-split\/wrong\/single-quotes-json$/,
    what: /^start: Docker .*line 0: \[\/bin\/hello\]: not found/,
    why: "the stand-in's BusyBox is Debian's, which writes a line number; Alpine's own was not asked",
  },
  {
    answer: /^go-scratch\/wrong\/user-without-passwd$/,
    what: /^start: Docker .*"exitCode":128.*simulated .*"exitCode":125/,
    why: 'the recorder reads the state of the container, which says 128; docker run itself ends with 125, as asked on 2026-11-21',
  },
  {
    answer: /^node-three-stages\/wrong\/modules-poured-out$/,
    what: /^file \/app\/(?:@hono\/node-server|hono)\/…: Docker undefined/,
    why: 'one entry stands for the files of a package, which nobody lists; below node_modules it is left out here',
  },
  {
    answer: /^react-nginx\/wrong\/broken-server-block$/,
    what: /^start: Docker .*unexpected end of file, expecting .*default\.conf:2.*simulated .*unexpected end of file, expecting .*default\.conf:2/,
    why: 'nginx says it twice, and the line that comes last begins with the time and the number of the process',
  },
  {
    answer: /^react-nginx\/wrong\/user-nginx$/,
    what: /^start: Docker .*unable to find user nginx/,
    why: "the stand-in is Debian's nginx, whose user is www-data; what the real image does is taken from nginx-unprivileged",
  },
];
