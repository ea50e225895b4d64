/**
 * What the editor says about instructions, flags and mount options: one short, plain sentence or two
 * each. Facts are those of BuildKit's Dockerfile frontend.
 */

/** One name with its explanation. */
export interface Explained {
  readonly name: string;
  /** How it is written: `COPY [--from=<stage>] <source>… <destination>`. */
  readonly form: string;
  readonly text: string;
}

const explained = (name: string, form: string, text: string): Explained => ({ name, form, text });

/** The instructions. */
export const INSTRUCTIONS: readonly Explained[] = [
  explained(
    'FROM',
    'FROM <image or stage> [AS <name>]',
    'Starts a stage. Everything below it, up to the next FROM, happens in that stage. The last stage becomes the image, unless the build names another target.',
  ),
  explained(
    'RUN',
    'RUN <command>',
    'Runs a command while the image is built. What it changes on disk becomes a layer of the stage; variables that it sets are gone afterwards.',
  ),
  explained(
    'COPY',
    'COPY [--from=<stage>] <source>… <destination>',
    'Copies files from the build context, or with --from from another stage or image. A directory gives its content, not itself.',
  ),
  explained(
    'ADD',
    'ADD <source>… <destination>',
    'Copies like COPY, and can also download from an address, clone a Git repository and unpack a local tar archive. For plain files, COPY says more clearly what happens.',
  ),
  explained(
    'WORKDIR',
    'WORKDIR <path>',
    'Sets the directory in which the following instructions and the container work. It makes the directory where it is missing.',
  ),
  explained(
    'ENV',
    'ENV <name>=<value> …',
    'Sets a variable for the following instructions, for the stages that build on this one, and for the container. A later stage that only copies files does not get it.',
  ),
  explained(
    'ARG',
    'ARG <name>[=<default>]',
    'Declares a build argument: a variable during the build only. One before the first FROM can be used in FROM lines; a stage must declare it again to use it.',
  ),
  explained(
    'CMD',
    'CMD ["program", "argument"]',
    'What the container runs when it starts, or the default arguments of ENTRYPOINT. Only the last one of a stage counts.',
  ),
  explained(
    'ENTRYPOINT',
    'ENTRYPOINT ["program", "argument"]',
    'The program that the container runs when it starts; CMD and the arguments of docker run follow it. Only the last one counts.',
  ),
  explained(
    'EXPOSE',
    'EXPOSE <port>[/<protocol>] …',
    'Notes on which port the container listens. It opens nothing by itself: docker run -p does.',
  ),
  explained(
    'USER',
    'USER <user>[:<group>]',
    'The user for the following RUN instructions and for the container. COPY still makes files that belong to root, unless --chown says otherwise.',
  ),
  explained(
    'VOLUME',
    'VOLUME <path> …',
    'Marks a directory whose files live outside the container. What later instructions put there may be lost.',
  ),
  explained('LABEL', 'LABEL <name>=<value> …', 'Notes about the image, for people and tools to read.'),
  explained(
    'HEALTHCHECK',
    'HEALTHCHECK [--interval=…] CMD <command>',
    'A command that Docker runs inside the container now and then to see whether it is well. HEALTHCHECK NONE takes an inherited one away.',
  ),
  explained(
    'SHELL',
    'SHELL ["program", "argument"]',
    'The shell that runs what stands in shell form from here on; /bin/sh -c where nothing else is said.',
  ),
  explained(
    'STOPSIGNAL',
    'STOPSIGNAL <signal>',
    'The signal that docker stop sends; SIGTERM where nothing else is said.',
  ),
  explained(
    'ONBUILD',
    'ONBUILD <instruction>',
    'Keeps an instruction for later: it runs when another build starts FROM this image.',
  ),
  explained(
    'MAINTAINER',
    'MAINTAINER <name>',
    'Deprecated. Write LABEL org.opencontainers.image.authors="…" instead.',
  ),
];

const FILE_FLAGS: readonly Explained[] = [
  explained(
    'chown',
    '--chown=<user>[:<group>]',
    'Who owns the copied files; root where it is not given. A name must exist in the stage, a number need not.',
  ),
  explained('chmod', '--chmod=<mode>', 'Permissions of the copied files: 0755, or u=rwX,go=rX.'),
  explained(
    'link',
    '--link',
    'Makes the copy a layer of its own that does not depend on the layers below, so that it stays cached when the base changes.',
  ),
  explained('exclude', '--exclude=<pattern>', 'Leaves out the files that match. May be given several times.'),
];

/** The flags of each instruction that has some. */
export const FLAGS: Readonly<Record<string, readonly Explained[]>> = {
  FROM: [
    explained(
      'platform',
      '--platform=<os>/<architecture>',
      'The platform of this stage’s base image. $BUILDPLATFORM is the machine that builds: for stages that only compile.',
    ),
  ],
  COPY: [
    explained(
      'from',
      '--from=<stage or image>',
      'Where the files come from: a stage by its name or number, or an image. It takes no variable. Without it, files come from the build context.',
    ),
    ...FILE_FLAGS,
    explained('parents', '--parents', 'Keeps the directories of each source path below the destination.'),
  ],
  ADD: [
    ...FILE_FLAGS,
    explained(
      'checksum',
      '--checksum=sha256:<digest>',
      'What a download must be; the build stops where it is something else.',
    ),
    explained('keep-git-dir', '--keep-git-dir', 'Keeps the .git directory of a cloned repository.'),
    explained(
      'unpack',
      '--unpack=<true or false>',
      'Whether archives are unpacked, local and downloaded ones alike.',
    ),
  ],
  RUN: [
    explained(
      'mount',
      '--mount=type=<type>,…',
      'Lends the command a directory or file while it runs: a cache, a secret, files of the context or of another stage. The mount itself is in no layer.',
    ),
    explained('network', '--network=<default, none or host>', 'Which network the command has.'),
    explained(
      'security',
      '--security=<sandbox or insecure>',
      'How much the command may do; insecure must be allowed by the builder.',
    ),
    explained('device', '--device=<name>', 'Lends the command a device, by its CDI name.'),
  ],
  HEALTHCHECK: [
    explained('interval', '--interval=<duration>', 'Time between two checks; 30s where it is not given.'),
    explained('timeout', '--timeout=<duration>', 'How long one check may take; 30s where it is not given.'),
    explained(
      'start-period',
      '--start-period=<duration>',
      'How long the container may take to start before a failed check counts; 0s where it is not given.',
    ),
    explained(
      'start-interval',
      '--start-interval=<duration>',
      'Time between two checks during the start period; 5s where it is not given.',
    ),
    explained(
      'retries',
      '--retries=<number>',
      'How many checks in a row must fail; 3 where it is not given.',
    ),
  ],
};

/** Values of flags that take one of a few. */
export const FLAG_VALUES: Readonly<Record<string, readonly string[]>> = {
  'FROM platform': ['$BUILDPLATFORM', '$TARGETPLATFORM', 'linux/amd64', 'linux/arm64'],
  'RUN network': ['default', 'none', 'host'],
  'RUN security': ['sandbox', 'insecure'],
  'COPY link': ['true', 'false'],
  'COPY parents': ['true', 'false'],
  'ADD link': ['true', 'false'],
  'ADD keep-git-dir': ['true', 'false'],
  'ADD unpack': ['true', 'false'],
};

/** The types of a mount. */
export const MOUNT_TYPES: readonly Explained[] = [
  explained(
    'bind',
    'type=bind',
    'Files of the context, or with from= of a stage or image, without copying them. The default type.',
  ),
  explained(
    'cache',
    'type=cache',
    'A directory that is kept from build to build and is in no layer: for the caches of package managers and compilers.',
  ),
  explained(
    'secret',
    'type=secret',
    'A secret as a file, by default under /run/secrets/<id>, while the command runs. It is in no layer.',
  ),
  explained('ssh', 'type=ssh', 'The SSH agent of whoever builds, for private repositories.'),
  explained('tmpfs', 'type=tmpfs', 'An empty directory in memory, gone after the command.'),
];

/** An option of a mount, and the types that take it. */
export interface MountOption extends Explained {
  readonly types: readonly string[];
  /** True for options that stand without a value. */
  readonly bare?: boolean;
}

const option = (name: string, types: string, form: string, text: string, bare = false): MountOption => ({
  name,
  types: types.split(' '),
  form,
  text,
  ...(bare ? { bare } : {}),
});

/** The options of a mount besides `type`. */
export const MOUNT_OPTIONS: readonly MountOption[] = [
  option(
    'target',
    'bind cache tmpfs secret ssh',
    'target=<path>',
    'Where the mount appears. A cache or tmpfs needs one.',
  ),
  option('source', 'bind cache', 'source=<path>', 'What is mounted: a path in the context or in from.'),
  option(
    'from',
    'bind cache',
    'from=<stage or image>',
    'Where the files come from: a stage by its name or number, or an image. It takes no variable.',
  ),
  option(
    'id',
    'cache secret ssh',
    'id=<name>',
    'The name of the cache, secret or agent. A cache’s name is its target where it is not given.',
  ),
  option(
    'sharing',
    'cache',
    'sharing=<shared, private or locked>',
    'What happens when two builds want the cache at once: use it together, have one each, or wait. shared where it is not given.',
  ),
  option('readonly', 'bind cache', 'readonly', 'The command cannot write there.', true),
  option('readwrite', 'bind', 'readwrite', 'The command may write there; what it writes is dropped.', true),
  option(
    'required',
    'secret ssh',
    'required',
    'The build stops where the secret or agent is not given.',
    true,
  ),
  option('env', 'secret', 'env=<name>', 'Gives the secret as a variable instead of a file.'),
  option('size', 'tmpfs', 'size=<bytes>', 'The most it may hold.'),
  option('mode', 'cache secret ssh', 'mode=<mode>', 'Permissions of the mount, octal.'),
  option('uid', 'cache secret ssh', 'uid=<number>', 'Owner of the mount; 0 where it is not given.'),
  option('gid', 'cache secret ssh', 'gid=<number>', 'Group of the mount; 0 where it is not given.'),
];

/** Other spellings of mount options that Docker takes. */
export const MOUNT_ALIASES: Readonly<Record<string, string>> = {
  dst: 'target',
  destination: 'target',
  src: 'source',
  ro: 'readonly',
  rw: 'readwrite',
};
