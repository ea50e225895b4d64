/** cargo build, test, install and their kin: what is wrong before anything compiles, and the programs that come out. */
import { dirname } from '../../filesystem/path.ts';
import { writeRest } from '../support/rest.ts';
import { failed, type Program, type ToolCall, type ToolResult } from '../types.ts';
import { isOutdated, programs, section, upwards } from './manifest.ts';
import { targetFolder } from './rustup.ts';

export const WHY = 'Rust sources are not compiled here; sizes are a rule of thumb';

/** Runs one of the commands that compile. */
export function build(call: ToolCall, command: string, args: readonly string[]): ToolResult {
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
