/**
 * cargo (https://doc.rust-lang.org/cargo/commands/): build needs Cargo.toml and a target; writes
 * target/PROFILE/NAME, Cargo.lock and CARGO_HOME/registry. musl targets give static programs, gnu ones ask for glibc.
 */
import { defineTool, failed, type ToolCall, type ToolResult } from '../types.ts';
import { build } from './build.ts';

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
