/**
 * What to do about the errors whose words leave that open: statements that cannot be parsed, arguments, flags,
 * mounts, ports. Known by how BuildKit's message starts or what it holds; apart from `error-help.ts` for size.
 */
import type { ErrorHelp, ErrorPlace } from './explain.ts';

/** What an instruction looks like where it has nothing behind it. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ADD: 'ADD https://example.com/data.tar.gz /data/',
  ARG: 'ARG VERSION=1.0',
  CMD: 'CMD ["node", "server.js"]',
  COPY: 'COPY package.json ./',
  ENTRYPOINT: 'ENTRYPOINT ["/app"]',
  ENV: 'ENV NAME=value',
  EXPOSE: 'EXPOSE 8080',
  HEALTHCHECK: 'HEALTHCHECK CMD wget -qO- http://localhost:8080/',
  LABEL: 'LABEL name=value',
  MAINTAINER: 'LABEL org.opencontainers.image.authors="name"',
  ONBUILD: 'ONBUILD COPY . .',
  RUN: 'RUN go build -o /app .',
  STOPSIGNAL: 'STOPSIGNAL SIGTERM',
  USER: 'USER 65532',
  VOLUME: 'VOLUME /data',
  WORKDIR: 'WORKDIR /app',
};

/** Flags of each instruction (Dockerfile reference, docs.docker.com, and BuildKit 0.25). */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  ADD: ['chown', 'chmod', 'link', 'checksum', 'keep-git-dir', 'unpack', 'exclude'],
  COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
  FROM: ['platform'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
  RUN: ['mount', 'network', 'security', 'device'],
};

const NO_STAGE: ErrorHelp = {
  why: 'A Dockerfile needs one stage at the least, and a stage starts with FROM.',
  advice: 'Begin with the image to build on: FROM alpine:3.24',
};

const PORT: ErrorHelp = {
  why: 'EXPOSE names a port inside the container, from 1 to 65535; which port of the host leads there is said at docker run -p.',
  advice: 'Write the number alone, or with /tcp or /udp directly behind it: EXPOSE 8080',
};

const MODE: ErrorHelp = {
  why: 'The permissions are written as octal digits: for owner, group and everybody else the sum of 4 (read), 2 (write) and 1 (execute).',
  advice: 'Write three or four digits from 0 to 7: --chmod=755',
};

const CHECKSUM: ErrorHelp = { advice: 'Write sha256: and the 64 hexadecimal digits of the file.' };

type Advice = ErrorHelp | ((place: ErrorPlace, message: string) => ErrorHelp | undefined);

/** By a part of the message; the first that fits counts. */
const BY_PART: readonly (readonly [part: string, advice: Advice])[] = [
  // --- the text
  ['the Dockerfile cannot be empty', NO_STAGE],
  ['file with no instructions', NO_STAGE],
  [
    'line greater than max',
    {
      why: 'Docker reads a line up to that many bytes.',
      advice: 'Put the long text into a file and COPY it, or break the line with a backslash.',
    },
  ],
  [
    'invalid escape token',
    { advice: 'Write # escape=` for a backtick. Without this line, a backslash continues a line.' },
  ],
  ['parser directive can be used', { advice: 'Delete this line: the first one already says it.' }],
  ['unterminated heredoc', unterminated],
  [
    'arrays must be comprised of strings only',
    { advice: 'Put every element in double quotes, numbers too: ["node", "server.js", "8080"]' },
  ],
  [
    "can't find = in",
    {
      why: 'After one name=value, every further word must be a name=value as well.',
      advice:
        'Put a value with blanks in double quotes: NAME="two words". A new instruction needs a line of its own.',
    },
  ],
  ['must have two arguments', missing],
  // --- arguments and flags
  ['requires at least one argument', missing],
  ['requires exactly one argument', missing],
  [
    'requires at least two arguments',
    {
      why: 'The last word is where the files go; whatever stands before it is what is copied.',
      advice: 'Write both: COPY package.json ./',
    },
  ],
  [
    'cannot accept a heredoc as a destination',
    { advice: 'Write the path of the new file last: COPY <<EOF /etc/motd' },
  ],
  ['duplicate flag specified: ', { advice: 'Keep one of the two.' }],
  ['expecting boolean value for flag ', { advice: 'Write true or false, or the flag without a value.' }],
  ['unknown flag: ', flagsOf],
  [
    'Chaining ONBUILD',
    { advice: 'Write ONBUILD once: what stands behind it already waits for the next build.' },
  ],
  [
    "isn't allowed as an ONBUILD trigger",
    { advice: 'Put it into the Dockerfile that builds on this image; ONBUILD takes the other instructions.' },
  ],
  ['VOLUME specified can not be an empty string', { advice: 'Name a directory: VOLUME /data' }],
  ['HEALTHCHECK NONE takes no arguments', { advice: 'Write HEALTHCHECK NONE, and nothing behind it.' }],
  ['in HEALTHCHECK (try CMD)', { advice: 'Write CMD before the command: HEALTHCHECK CMD …' }],
  [
    'Missing command after HEALTHCHECK CMD',
    { advice: 'Write a command that ends with 0 when the container is well, and with 1 when it is not.' },
  ],
  ['cannot be less than 1ms', { advice: 'Write a longer time with its unit, such as 30s.' }],
  ['--retries cannot be negative', { advice: 'Write 1 or more.' }],
  ['strconv.', { advice: 'Write a whole number in digits.' }],
  ['device name already set', { advice: 'Name one device for each --device.' }],
  // --- mounts
  [
    'failed to parse csv',
    {
      advice:
        'Separate the options by commas, without blanks, and put one that holds a comma in double quotes.',
    },
  ],
  [
    'must be a key=value pair',
    { advice: 'Write every option as key=value: --mount=type=cache,target=/root/.cache' },
  ],
  ['for mount type', { advice: 'Leave this option out: a mount of this type has none of that name.' }],
  [
    'unexpected key ',
    {
      advice:
        'The options of --mount are type, target, source, from, id, sharing, mode, uid, gid, size, env, required and readonly; those of --device are name and required.',
    },
  ],
  ['unsupported mount type ', { advice: 'Write bind, cache, secret, ssh or tmpfs.' }],
  ['unsupported sharing value ', { advice: 'Write shared, private or locked.' }],
  [
    'invalid value ',
    {
      advice:
        'Write true or false behind required and readonly, digits behind uid and gid, octal digits behind mode (0755), and a number with its unit behind size (64m).',
    },
  ],
  [
    'type mounts',
    { advice: 'Leave this option out: only cache, secret and ssh mounts have an owner and a mode.' },
  ],
  [
    'secret mount should not',
    { advice: 'Leave this option out: a secret comes from docker build --secret.' },
  ],
  [
    'invalid secret mount',
    { advice: 'Say which secret: --mount=type=secret,id=token. It is then at /run/secrets/token.' },
  ],
  ["both source and id can't be set", { advice: 'Keep id, and leave source out.' }],
  ['invalid cache sharing set', { advice: 'Leave sharing out: only cache mounts can be shared.' }],
  [
    'invalid mount target',
    {
      why: 'The mount would hide the whole file system of the container.',
      advice: 'Say where it goes: target=/root/.cache',
    },
  ],
  // --- stages and values
  [
    'failed to parse platform',
    { advice: 'Write system/architecture, such as linux/amd64 or linux/arm64, or $BUILDPLATFORM.' },
  ],
  [
    'empty platform value',
    {
      advice:
        'Write $BUILDPLATFORM or $TARGETPLATFORM, or declare the ARG with a value above the first FROM.',
    },
  ],
  ['invalid chmod parameter', MODE],
  ['invalid syntax', MODE],
  ['invalid containerPort', PORT],
  ['invalid hostPort', PORT],
  ['invalid port', PORT],
  ['invalid proto', PORT],
  ['invalid IP address', PORT],
  ['invalid signal', { advice: 'Write a signal of Linux by its name or number: SIGTERM, SIGINT, SIGQUIT.' }],
  ["source can't be a URL for COPY", { advice: 'Write ADD instead of COPY: it fetches what a URL names.' }],
  ["source can't be a git ref for COPY", { advice: 'Write ADD instead of COPY: it clones a repository.' }],
  [
    'checksum requires HTTP(S) or Git sources',
    { advice: 'Leave --checksum out: it is for what comes from another host, not for files of the context.' },
  ],
  ['invalid checksum digest', CHECKSUM],
  ['unsupported digest algorithm', CHECKSUM],
  [
    'query ',
    {
      why: 'Behind ? stand options of ADD for a git repository.',
      advice:
        'Write ref, tag, branch, subdir or commit with one value each, or keep-git-dir and submodules with true or false.',
    },
  ],
  ['conflicts', { advice: 'Name the branch, tag or folder once: behind ? or behind #.' }],
  [
    'lint violation found',
    {
      why: '# check=error=true has every finding of these rules stop the build.',
      advice: 'Put right what they name, or take error=true out.',
    },
  ],
];

/** What to do about an error by its message; undefined where nothing is known of it. */
export function adviceFor(place: ErrorPlace, message: string): ErrorHelp | undefined {
  const found = BY_PART.find(([part]) => message.includes(part))?.[1];
  return typeof found === 'function' ? found(place, message) : found;
}

/** The keyword of the statement that an error is in, upper case. */
function keywordOf({ error, source }: ErrorPlace): string {
  const line = error.lines?.[0]?.start ?? error.range.start.line;
  if (line >= source.lineCount) return '';
  const [first = '', second = ''] = source.line(line).trim().toUpperCase().split(/\s+/, 2);
  return first === 'ONBUILD' && EXAMPLES[second] !== undefined ? second : first;
}

function missing(place: ErrorPlace, message: string): ErrorHelp | undefined {
  const example = EXAMPLES[message.split(' ', 1)[0] ?? ''] ?? EXAMPLES[keywordOf(place)];
  return example === undefined ? undefined : { advice: `Write what it needs behind it: ${example}` };
}

function flagsOf(place: ErrorPlace, message: string): ErrorHelp {
  const keyword = keywordOf(place);
  const flags = FLAGS[keyword];
  const flag = /--([^\s=]*)/.exec(message)?.[1] ?? '';
  if (flags?.includes(flag.toLowerCase()))
    return { advice: `Write it in small letters: --${flag.toLowerCase()}` };
  if (flags === undefined)
    return {
      advice:
        'Leave it out: this instruction has no flags of its own; those of a program stand behind its name.',
    };
  const list = flags.map((name) => `--${name}`).join(', ');
  const owner = Object.keys(FLAGS).find((one) => FLAGS[one]?.includes(flag));
  const why = owner === undefined ? undefined : `--${flag} belongs to ${owner}.`;
  return { ...(why !== undefined && { why }), advice: `${keyword} has ${list}.` };
}

/** A heredoc whose end is not there; most often a shift of bits, or an end that is indented. */
function unterminated({ error, source }: ErrorPlace): ErrorHelp {
  const line = source.line(error.range.start.line);
  const before = line.slice(0, error.range.start.character);
  const written = source.slice(error.range);
  const name = /^<<-?\s*(.*)$/.exec(written)?.[1]?.replaceAll(/["']/g, '') ?? '';
  if (/\(\([^)]*$/.test(before)) {
    return {
      why: 'Docker takes << in front of a blank or a word for the start of a heredoc, in a sum as well.',
      advice: 'Write the shift without blanks, $((1<<4)), or write the result.',
    };
  }
  if (name === '') return { why: 'Docker takes << for the start of a heredoc, and its end does not come.' };
  const indented = source.text
    .split(/\r?\n/)
    .slice(error.range.start.line + 1)
    .find((one) => one.trim() === name);
  if (indented !== undefined) {
    return {
      why: `The line that ends it must be ${name} and nothing else; there is one with blanks around it.`,
      advice: `Write ${name} at the very start of its line, without anything behind it (behind <<-, tabs may stand before it).`,
    };
  }
  return {
    why: `Everything below belongs to the heredoc until a line says ${name}, and none does.`,
    advice: `Write ${name} alone on a line of its own, below the text.`,
  };
}
