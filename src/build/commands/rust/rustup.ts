/** rustup: targets and components of the toolchain. */
import { writeRest } from '../support/rest.ts';
import { defineTool, type ToolCall } from '../types.ts';
import { WHY } from './build.ts';

/** Where rustup puts the standard library of a target. */
export function targetFolder(call: ToolCall, target: string): string {
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
