/** A RUN that ended with an error: what its exit code and its last words mean. */
import { lookupImage } from '../../images/index.ts';
import type { Help, Scene } from './index.ts';

/** `sh: go: not found` of BusyBox and dash, `bash: line 1: go: command not found`. */
const NOT_FOUND = /(?:^|: )([\w.+@-]+): (?:command )?not found$/m;
const DENIED = /(?:Permission denied|permission denied|EACCES|Operation not permitted)/;

/** Compilers: what the distributions call the package that has them with all that they need. */
const COMPILERS = new Set(['gcc', 'g++', 'cc', 'c++', 'ld', 'as']);
/** Programs whose package has their name, in both distributions. */
const SAME_NAME = new Set(
  'bash curl wget git make cmake jq unzip zip rsync tini file patch openssl'.split(' '),
);
/** Each family of distributions has tools of its own for users. */
const TOOLS_OF_USERS: Readonly<Record<string, string>> = {
  useradd: 'Alpine and BusyBox have adduser instead: adduser -D app',
  groupadd: 'Alpine and BusyBox have addgroup instead: addgroup app',
  adduser: 'Debian has useradd instead: useradd --create-home app',
  addgroup: 'Debian has groupadd instead: groupadd app',
};
/** Compilers and runtimes that belong into a stage of their own image. */
const LANGUAGES: Readonly<Record<string, string>> = {
  go: 'golang',
  cargo: 'rust',
  rustc: 'rust',
  javac: 'eclipse-temurin',
  mvn: 'maven',
  gradle: 'gradle',
  dotnet: 'mcr.microsoft.com/dotnet/sdk',
  npm: 'node',
  npx: 'node',
  node: 'node',
  yarn: 'node',
  pnpm: 'node',
  python: 'python',
  python3: 'python',
  pip: 'python',
  pip3: 'python',
  composer: 'composer',
  php: 'php',
  ruby: 'ruby',
  bundle: 'ruby',
  gem: 'ruby',
};

/** What tools say that fails for want of something that a Dockerfile can give them; the first that fits counts. */
const SAID: readonly (readonly [words: RegExp, help: Help])[] = [
  [
    /can only install with an existing package-lock/,
    {
      why: 'npm ci installs exactly what package-lock.json names, and that file is not in the folder of this step.',
      advice: 'Copy it together with package.json: COPY package.json package-lock.json ./',
    },
  ],
  [
    /Could not read package\.json|ENOENT[^\n]*package\.json/,
    {
      why: 'The folder of this step has no package.json.',
      advice: 'Copy it into WORKDIR above this line.',
    },
  ],
  [
    /go\.mod file not found/,
    {
      why: 'Neither the folder of this step nor one above it has a go.mod.',
      advice: 'Copy go.mod into WORKDIR above this line, and set WORKDIR where there is none.',
    },
  ],
  [
    /missing go\.sum entry/,
    {
      why: 'go.sum holds the checksums of the modules, and the one that is needed is not in it.',
      advice: 'Copy go.sum together with go.mod: COPY go.mod go.sum ./',
    },
  ],
  [
    /Could not open requirements file/,
    {
      why: 'pip looks for that file in the folder of this step, and it is not there.',
      advice: 'Copy requirements.txt above this line, or name its whole path.',
    },
  ],
  [
    /externally-managed-environment/,
    {
      why: 'The Python of the distribution takes no packages from pip, so that the two do not get into each other’s way.',
      advice: 'Make a virtual environment first: RUN python3 -m venv /venv && /venv/bin/pip install …',
    },
  ],
  [
    /Read-only file system/,
    {
      why: 'The command writes into a mount, and a bind mount can only be read.',
      advice: 'Write the result to a folder outside of the mount, such as /out.',
    },
  ],
  [
    /Unable to locate package/,
    {
      why: 'apt-get knows the packages of the list that apt-get update fetches, and images come without that list.',
      advice: 'Put apt-get update && in front of apt-get install, in the same RUN.',
    },
  ],
];

/** Help for a RUN that ended with an error; undefined where it could not even be started. */
export function ofRun(message: string, scene: Scene): Help | undefined {
  const code = Number(/exit code: (\d+)/.exec(message)?.[1] ?? 0);
  const said = `${scene.failed.stderr}\n${scene.failed.stdout}`.trim();
  const known = SAID.find(([words]) => words.test(said))?.[1];
  if (known !== undefined) return known;
  if (code === 127) return notFound(said, scene);
  if (code === 126) {
    return {
      why: '126 is the shell’s word for a file that is there and may not be executed.',
      advice: 'Give it the permission with chmod +x, or COPY --chmod=755.',
    };
  }
  if (code === 137) {
    return {
      why: '137 means that the command was killed from outside (128 + signal 9), most often because the memory was used up.',
      advice: 'Give Docker more memory, or let the command do less at a time.',
    };
  }
  const shell = /exec: "([^"]*\/(?:sh|bash|ash|dash))": stat .*no such file/.exec(said)?.[1];
  if (shell !== undefined) {
    return {
      why: `RUN hands its line to ${shell}, and the files of this stage have none.`,
      advice:
        'Run the command in a stage above, on an image that has a shell, and copy the result here with COPY --from.',
    };
  }
  const user = userOf(scene);
  if (user !== undefined && DENIED.test(said)) {
    return {
      why: `The step runs as ${user}, who has no right to do that.`,
      advice:
        'Do it above the USER line, or give the folder to the user first: COPY --chown, or RUN chown above USER.',
    };
  }
  if (code === 0) return undefined;
  const last = said.split('\n').at(-1)?.trim() ?? '';
  return {
    why: 'The command ended with an error, so Docker keeps nothing of this step and stops.',
    advice:
      last === ''
        ? 'The command printed nothing. Run its parts in RUN lines of their own to see which one fails.'
        : 'Read what the command printed; the last line mostly says what it misses.',
  };
}

function notFound(said: string, scene: Scene): Help {
  const name = NOT_FOUND.exec(said)?.[1];
  const why = '127 is the shell’s word for a command that it did not find';
  const stage = scene.analysis.stages[scene.failed.stage];
  const base = stage?.base.kind === 'image' ? stage.base.reference : undefined;
  if (name === undefined) {
    return {
      why: `${why}.`,
      advice: 'Look at the last line of the log: the image of this stage does not have that program.',
    };
  }
  const where = base === undefined ? 'this stage' : `${base}`;
  const image = LANGUAGES[name];
  if (/npm |npx |yarn |pnpm /.test(scene.failed.step.instruction.original) && image === undefined) {
    return {
      why: `${why}: ${name}. Scripts of package.json find the programs of installed packages, and no package that was installed in this stage brings it.`,
      advice:
        'Install the packages in this stage first, those for development too: npm ci without --omit=dev, and without NODE_ENV=production.',
    };
  }
  const alpine = base !== undefined && lookupImage(base)?.os.family === 'alpine';
  return { why: `${why}: ${where} has no ${name}.`, advice: adviceOn(name, image, base, alpine) };
}

function adviceOn(
  name: string,
  image: string | undefined,
  base: string | undefined,
  alpine: boolean,
): string {
  const tool = TOOLS_OF_USERS[name];
  if (tool !== undefined) return tool;
  if (image !== undefined)
    return `Do this in a stage that starts FROM ${image}, and copy the result with COPY --from.`;
  const pack = COMPILERS.has(name)
    ? alpine
      ? 'build-base'
      : 'build-essential'
    : SAME_NAME.has(name)
      ? name
      : undefined;
  if (pack === undefined || base === undefined)
    return 'Check the spelling, install the program above this command, or run it in a stage whose image has it.';
  const install = alpine
    ? `apk add --no-cache ${pack}`
    : `apt-get update && apt-get install -y --no-install-recommends ${pack}`;
  return `Install it above this command: RUN ${install}`;
}

/** Whom the step runs as, where that is not root. */
function userOf({ failed, analysis }: Scene): string | undefined {
  const steps = analysis.stages[failed.stage]?.steps ?? [];
  const user = steps
    .slice(0, failed.index)
    .flatMap(({ expanded }) => (expanded.keyword === 'USER' ? [expanded.user.text] : []))
    .at(-1);
  return user === undefined || /^(root|0)(:|$)/.test(user) ? undefined : user;
}
