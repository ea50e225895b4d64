/**
 * cargo and rustup (https://doc.rust-lang.org/cargo/commands/): build needs Cargo.toml and a target; writes
 * target/PROFILE/NAME, Cargo.lock and CARGO_HOME/registry. musl targets give static programs, gnu ones ask for glibc.
 */
import { dirname } from '../../filesystem/path.ts';
import { writeRest } from '../support/rest.ts';
import { defineTool, failed, type Program, type ToolCall, type ToolResult } from '../types.ts';

const WHY = 'Rust sources are not compiled here; sizes are a rule of thumb';

export const cargo = defineTool({
  names: ['cargo'],
  origin: 'toolchain',
  run(call) {
    const args = call.args.filter((one) => !one.startsWith('+'));
    const [command = '', ...rest] = args;
    if (
      [
        'build',
        'b',
        'check',
        'test',
        't',
        'clippy',
        'fetch',
        'install',
        'run',
        'r',
        'chef',
        'vendor',
      ].includes(command)
    ) {
      if (
        command === 'install' ||
        command === 'chef' ||
        command === 'vendor' ||
        command === 'run' ||
        command === 'r'
      ) {
        if (command === 'install' && rest.every((one) => one.startsWith('-'))) {
          return failed(
            'error: using `cargo install` to install the binaries from the package in current working directory is no longer supported, use `cargo install --path .` instead. note: use `cargo build` if you want to simply build the package.',
            101,
          );
        }
        if (command !== 'install' || !rest.includes('--path')) {
          call.unknown(`cargo ${command} is not modelled`);
          return {};
        }
      }
      return build(call, command, rest);
    }
    if (command === '--version' || command === '-V') {
      const version = call.env.get('RUST_VERSION');
      if (version === undefined) call.unknown('the version of Rust in this image is not known');
      call.estimated('the commit and date behind the version are left out');
      return { stdout: `cargo ${version ?? ''}\n` };
    }
    if (command === 'new' || command === 'init') return create(call, command, rest);
    if (command === 'clean') {
      call.files.remove(`${call.cwd}/target`);
      return {};
    }
    if (
      /^[a-z][\w-]*$/.test(command) &&
      !COMMANDS.has(command) &&
      call.which(`cargo-${command}`) === undefined
    )
      return failed(`error: no such command: \`${command}\``, 101);
    call.unknown(`cargo ${command} is not modelled`);
    return {};
  },
});

/** The other commands that cargo brings along (cargo --list, 1.97). */
const COMMANDS: ReadonlySet<string> = new Set(
  'add bench clippy config doc fix fmt generate-lockfile git-checkout help info locate-project login logout metadata miri new owner package pkgid publish read-manifest remove report rm rustc rustdoc search tree uninstall update vendor verify-project version yank d'.split(
    ' ',
  ),
);

function create(call: ToolCall, command: string, args: readonly string[]): ToolResult {
  const folder = args.find((one) => !one.startsWith('-')) ?? '.';
  const path = call.files.resolve(folder);
  if (command === 'new' && call.files.exists(path)) {
    return failed(
      `error: destination \`${path}\` already exists\n\nUse \`cargo init\` to initialize the directory`,
      101,
    );
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  const lib = args.includes('--lib');
  call.files.makeDirectories(`${path}/src`);
  call.files.write(
    `${path}/Cargo.toml`,
    `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n`,
  );
  if (lib) call.files.write(`${path}/src/lib.rs`, '');
  else call.files.write(`${path}/src/main.rs`, 'fn main() {\n    println!("Hello, world!");\n}\n');
  return {};
}

function build(call: ToolCall, command: string, args: readonly string[]): ToolResult {
  const value = (name: string) => {
    const at = args.findIndex((one) => one === `--${name}` || one.startsWith(`--${name}=`));
    return at < 0 ? undefined : args[at]?.includes('=') ? args[at]?.slice(name.length + 3) : args[at + 1];
  };
  const manifest =
    value('manifest-path') ?? (value('path') === undefined ? upwards(call) : `${value('path')}/Cargo.toml`);
  const named = value('manifest-path');
  if (named !== undefined && call.files.stat(named).kind === 'absent')
    return failed(`error: manifest path \`${named}\` does not exist`, 101);
  if (manifest === undefined || !call.files.isFile(manifest)) {
    return failed(`error: could not find \`Cargo.toml\` in \`${call.cwd}\` or any parent directory`, 101);
  }
  const path = call.files.resolve(manifest);
  const root = dirname(path);
  const text = call.files.read(path);
  if (text === undefined) call.unknown(`what ${path} says is not known`);
  const toml = text ?? '';
  if (/^\[workspace\]/m.test(toml) && !/^\[package\]/m.test(toml)) {
    call.unknown('cargo workspaces are not modelled');
    call.files.markUnlisted(`${root}/target`, 'what a workspace builds is not followed');
    return {};
  }
  if (text !== undefined && !/^\s*\[(package|project|workspace)\b/m.test(toml)) {
    return failed(
      `error: failed to parse manifest at \`${path}\`\n\nCaused by:\n  virtual manifests must be configured with [workspace]`,
      101,
    );
  }
  if (/^\s*\[(package|project|workspace)\s*$/m.test(toml))
    return failed('error: unclosed table, expected `]`', 101);
  const name = section(toml, 'package').match(/^name\s*=\s*"([^"]+)"/m)?.[1] ?? 'app';
  const bins = programs(call, root, toml, name);
  const hasLib = call.files.exists(`${root}/src/lib.rs`) || /^\[lib\]/m.test(toml);
  if (bins.length === 0 && !hasLib) {
    return failed(
      `error: failed to parse manifest at \`${path}\`\n\nCaused by:\n  no targets specified in the manifest\n  either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present`,
      101,
    );
  }
  const lock = `${root}/Cargo.lock`;
  const strict = args.find((one) => one === '--locked' || one === '--frozen');
  if (strict !== undefined && isOutdated(call, lock, toml, name))
    return failed(
      `error: cannot update the lock file ${lock} because ${strict} was passed to prevent this`,
      101,
    );
  if (!call.files.exists(lock) && (command !== 'install' || strict !== undefined)) {
    if (strict !== undefined) {
      return failed(
        `error: cannot create the lock file ${lock} because ${strict} was passed to prevent this`,
        101,
      );
    }
    call.files.writeOpaque(lock, {
      size: { bytes: 5_000, certainty: 'estimated', why: WHY },
      fingerprint: `Cargo.lock ${toml}`,
    });
  }
  const home = call.env.get('CARGO_HOME') || `${call.env.get('HOME') || '/root'}/.cargo`;
  if (/^\[(build-|dev-)?dependencies[.\]]/m.test(toml) && !call.files.exists(`${home}/registry/…`)) {
    writeRest(call, `${home}/registry`, 60_000_000, 'the registry cache of cargo', WHY);
  }
  call.estimated(WHY);
  call.takes(25_000);
  if (command === 'fetch') return {};
  const host = call.image.libc === 'musl' ? 'x86_64-unknown-linux-musl' : 'x86_64-unknown-linux-gnu';
  const target = value('target') ?? call.env.get('CARGO_BUILD_TARGET');
  if (target !== undefined && target !== host && !call.files.exists(targetFolder(call, target))) {
    call.files.markUnlisted(`${root}/target`, 'what cargo leaves of a build that failed is not listed');
    return failed(
      `error[E0463]: can't find crate for \`std\`\n  |\n  = note: the \`${target}\` target may not be installed\n  = help: consider downloading the target with \`rustup target add ${target}\`\n\nFor more information about this error, try \`rustc --explain E0463\`.`,
      101,
    );
  }
  const release =
    args.includes('--release') ||
    args.includes('-r') ||
    value('profile') === 'release' ||
    command === 'install';
  const profile = release ? 'release' : (value('profile') ?? 'debug').replace(/^dev$/, 'debug');
  const out = `${call.env.get('CARGO_TARGET_DIR') ?? value('target-dir') ?? `${root}/target`}${target === undefined ? '' : `/${target}`}/${profile}`;
  const only = value('bin');
  if (only !== undefined && !bins.includes(only) && text !== undefined)
    return failed(
      `error: no bin target named \`${only}\` in default-run packages\nhelp: available bin targets:\n${bins.map((one) => `    ${one}`).join('\n')}\n`,
      101,
    );
  // The images of Rust bring a linker, with which name is not listed for all of them.
  const isBare = call.image.reference === undefined || /^(debian|ubuntu|alpine):/.test(call.image.reference);
  const links = command !== 'check' && command !== 'clippy' && bins.length > 0;
  if (isBare && links && target === undefined && call.which('cc') === undefined) {
    call.files.markUnlisted(`${root}/target`, 'what cargo leaves of a build that failed is not listed');
    return failed(
      'error: linker `cc` not found\n  |\n  = note: No such file or directory (os error 2)\n',
      101,
    );
  }
  writeRest(call, `${out}/deps`, release ? 40_000_000 : 150_000_000, 'what cargo keeps between builds', WHY);
  if (command === 'check' || command === 'clippy' || command === 'test' || command === 't') {
    call.estimated(`cargo ${command} is taken to find nothing wrong`);
    return {};
  }
  const triple = target ?? host;
  const program: Program = triple.endsWith('-musl')
    ? { format: 'elf', linking: 'static', language: 'rust' }
    : triple === 'x86_64-unknown-linux-gnu'
      ? { format: 'elf', linking: 'dynamic', libc: 'glibc', language: 'rust' }
      : { format: 'other', language: 'rust' };
  const sources = call.files.isDirectory(`${root}/src`)
    ? [...call.files.walk(`${root}/src`)].map(({ path: one, entry }) =>
        entry.type === 'file' ? (call.files.read(one) ?? '') : '',
      )
    : [];
  const place = command === 'install' ? `${value('root') ?? home}/bin` : out;
  call.files.makeDirectories(place);
  for (const bin of bins) {
    if (only !== undefined && bin !== only) continue;
    call.files.writeOpaque(
      `${place}/${bin}`,
      {
        size: { bytes: release ? 4_000_000 : 30_000_000, certainty: 'estimated', why: WHY },
        fingerprint: `cargo ${profile} ${triple} ${toml} ${sources.join('\0')}`,
        program,
      },
      { mode: 0o755 },
    );
  }
  if (command === 'install' && !(call.env.get('PATH') ?? '').split(':').includes(call.files.resolve(place))) {
    return {
      stderr: `warning: be sure to add \`${call.files.resolve(place)}\` to your PATH to be able to run the installed binaries\n`,
    };
  }
  return {};
}

/** Whether a lock file surely lacks the package itself or one that it depends on. */
function isOutdated(call: ToolCall, lock: string, toml: string, name: string): boolean {
  const text = call.files.isFile(lock) ? call.files.read(lock) : undefined;
  if (text === undefined) return false;
  const version = /^version\s*=\s*"([^"]+)"/m.exec(section(toml, 'package'))?.[1];
  if (version !== undefined && !text.includes(`name = "${name}"\nversion = "${version}"\n`)) return true;
  const wanted = section(toml, 'dependencies')
    .split('\n')
    .filter((line) => !/package\s*=/.test(line))
    .map((line) => /^([\w-]+)\s*=/.exec(line)?.[1])
    .filter((one) => one !== undefined);
  return wanted.some((one) => !text.includes(`name = "${one}"\n`));
}

function upwards(call: ToolCall): string | undefined {
  for (let at = call.cwd; ; at = dirname(at)) {
    const path = `${at === '/' ? '' : at}/Cargo.toml`;
    if (call.files.isFile(path)) return path;
    if (at === '/') return undefined;
  }
}

function section(toml: string, name: string): string {
  const at = toml.split('\n').findIndex((line) => line.trim() === `[${name}]`);
  if (at < 0) return '';
  const lines = toml.split('\n').slice(at + 1);
  const end = lines.findIndex((line) => line.startsWith('['));
  return lines.slice(0, end < 0 ? undefined : end).join('\n');
}

/** Names of the programs: src/main.rs, src/bin, [[bin]]. */
function programs(call: ToolCall, root: string, toml: string, name: string): string[] {
  const named = toml
    .split('[[bin]]')
    .slice(1)
    .map((part) => /^name\s*=\s*"([^"]+)"/m.exec(part.split(/\n\[/)[0] ?? '')?.[1])
    .filter((one) => one !== undefined);
  const found = new Set<string>(named);
  if (call.files.exists(`${root}/src/main.rs`) && named.length === 0) found.add(name);
  for (const file of call.files.list(`${root}/src/bin`)) found.add(file.replace(/\.rs$/, ''));
  return [...found];
}

/** Where rustup puts the standard library of a target. */
function targetFolder(call: ToolCall, target: string): string {
  const home = call.env.get('RUSTUP_HOME') || `${call.env.get('HOME') || '/root'}/.rustup`;
  const host = call.image.libc === 'musl' ? 'musl' : 'gnu';
  return `${home}/toolchains/${call.env.get('RUST_VERSION') ?? 'stable'}-x86_64-unknown-linux-${host}/lib/rustlib/${target}`;
}

export const rustup = defineTool({
  names: ['rustup'],
  origin: 'toolchain',
  run(call) {
    const [first, second, ...targets] = call.args;
    if (first === 'target' && second === 'add') {
      for (const target of targets) {
        if (target.startsWith('-')) continue;
        writeRest(call, targetFolder(call, target), 45_000_000, `the standard library for ${target}`, WHY);
      }
      call.estimated('rustup downloads it when the image is built');
      call.takes(4_000);
      return {};
    }
    if (first === 'component' && second === 'add') {
      call.estimated('rustup downloads it when the image is built');
      return {};
    }
    call.unknown(`rustup ${call.args.join(' ')} is not modelled`);
    return {};
  },
});
