/**
 * gcc, g++, cc, c++ and clang: -o, -c, -static, -shared; strip, upx, ldd and file on what they made. The
 * code itself is not compiled: what a compiler would say of it is not known here. Words of GCC 16 and
 * binutils 2.45 (Debian testing, 2026-11).
 */
import { look, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type Program } from './types.ts';

/** A small C program linked by GCC 16 on Debian: 15,952 bytes, 764,232 with -static. */
const DYNAMIC_BYTES = 16_000;
const STATIC_BYTES = 764_000;
const WHY = 'a compiler is not run here: the size is that of a small program';
const SOURCE = /\.(c|cc|cpp|cxx|C|m|mm|s|S|i|ii)$/;

export const gcc = defineTool({
  names: ['gcc', 'g++', 'cc', 'c++', 'clang', 'clang++', 'musl-gcc', 'tcc'],
  origin: 'toolchain',
  run(call) {
    const args = call.args;
    if (args.includes('--version') || args.includes('-dumpversion') || args.includes('-dumpmachine')) {
      call.unknown(`the version of ${call.name} in the image is not known`);
      return {};
    }
    let output: string | undefined;
    const inputs: string[] = [];
    for (let at = 0; at < args.length; at += 1) {
      const word = args[at] ?? '';
      if (word === '-o') output = args[++at];
      else if (word.startsWith('-o') && word.length > 2 && !word.startsWith('-openmp'))
        output = word.slice(2);
      else if (/^-(I|L|D|U|l|include|isystem|x|MF|MT|MQ|Xlinker|T|u|z|arch|framework)$/.test(word)) at += 1;
      else if (!word.startsWith('-')) inputs.push(word);
    }
    const driver = call.name === 'musl-gcc' ? 'gcc' : call.name;
    if (inputs.length === 0) return failed(`${driver}: fatal error: no input files\ncompilation terminated.`);
    const says = new Says();
    for (const path of inputs) {
      const seen = look(call, path);
      if (seen.kind !== 'absent') continue;
      const compiler = driver.includes('+') ? 'cc1plus' : 'cc1';
      if (SOURCE.test(path))
        says.error(`${compiler}: fatal error: ${path}: ${seen.reason}\ncompilation terminated.`);
      else
        says.error(
          `/usr/bin/ld: cannot find ${path}: ${seen.reason}\ncollect2: error: ld returned 1 exit status`,
        );
    }
    if (says.exitCode !== 0) return says.result();
    call.estimated('the code is taken to compile: no compiler runs here');
    call.takes(400 * inputs.length);
    const musl = call.image.libc === 'musl' || call.name === 'musl-gcc';
    const isStatic = args.includes('-static') || args.includes('-static-pie');
    const program: Program = isStatic
      ? { format: 'elf', linking: 'static', language: 'c' }
      : { format: 'elf', linking: 'dynamic', libc: musl ? 'musl' : 'glibc', language: 'c' };
    const write = (path: string, bytes: number, made: Program | undefined, mode: number) => {
      if (call.files.lstat(path).kind === 'found') call.files.remove(path);
      call.files.writeOpaque(
        path,
        { size: { bytes, certainty: 'estimated', why: WHY }, ...(made ? { program: made } : {}) },
        { mode },
      );
    };
    try {
      if (args.includes('-E') && output === undefined) {
        call.unknown('what the preprocessor prints is not known');
      } else if (args.includes('-c') || args.includes('-S') || args.includes('-E')) {
        const suffix = args.includes('-S') ? '.s' : '.o';
        for (const path of inputs) {
          const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
          write(output ?? name + suffix, 2_000, undefined, 0o644);
        }
      } else write(output ?? 'a.out', isStatic ? STATIC_BYTES : DYNAMIC_BYTES, program, 0o755);
    } catch (error) {
      return failed(
        `/usr/bin/ld: cannot open output file ${output ?? 'a.out'}: ${reasonOf(error)}\ncollect2: error: ld returned 1 exit status`,
      );
    }
    return {};
  },
});

export const strip = defineTool({
  names: ['strip', 'upx'],
  origin: 'toolchain',
  run(call) {
    const options = readOptions(call.args, {
      short: 'sgSdxXo:R:K:N:qv123456789f',
      long: {
        'strip-all': 's',
        'strip-debug': 'g',
        'strip-unneeded': 'u',
        best: '9',
        lzma: 'l',
        brute: 'b',
        'ultra-brute': 'ub',
        force: 'f',
        quiet: 'q',
      },
    });
    const upx = call.name === 'upx';
    const says = new Says();
    for (const path of options.operands) {
      const seen = look(call, path);
      if (seen.kind === 'absent')
        says.error(
          upx
            ? `upx: ${path}: FileNotFoundException: ${path}: ${seen.reason}`
            : `strip: '${path}': No such file`,
        );
      else if (seen.kind === 'found' && seen.entry.type === 'file') {
        const { entry } = seen;
        if (entry.program?.format !== 'elf') {
          if (entry.content !== undefined)
            says.error(
              upx
                ? `upx: ${path}: NotPackedException: not packed`
                : `strip: ${path}: file format not recognized`,
            );
          continue;
        }
        // Go programs lose about a third to strip; UPX leaves about 40 percent.
        const factor = upx ? 0.4 : entry.program.language === 'go' ? 0.7 : 0.9;
        const bytes = Math.round(entry.size.bytes * factor);
        const certainty = entry.size.certainty === 'unknown' ? 'unknown' : 'estimated';
        const to = options.values.get('o') ?? path;
        if (to !== path) call.files.copyFile(path, to, { preserve: true });
        call.files.update(to, (old) => {
          if (old.type !== 'file') return old;
          const { fingerprint: _, content: __, ...rest } = old;
          return { ...rest, size: { bytes, certainty, why: `what ${call.name} leaves is estimated` } };
        });
        call.estimated(`what ${call.name} leaves is estimated`);
        if (upx) call.takes(3000);
      }
    }
    return says.result();
  },
});

export const ldd = defineTool({
  names: ['ldd', 'file'],
  origin: 'system',
  run(call) {
    const [path] = call.args.filter((word) => !word.startsWith('-'));
    if (path === undefined) return failed(`${call.name}: missing file arguments`);
    const seen = look(call, path);
    if (seen.kind === 'absent') {
      return call.name === 'file'
        ? { stdout: `${path}: cannot open \`${path}' (${seen.reason})\n` }
        : failed(`ldd: ${path.includes('/') ? path : `./${path}`}: ${seen.reason}`);
    }
    const program = seen.kind === 'found' && seen.entry.type === 'file' ? seen.entry.program : undefined;
    if (program?.format !== 'elf') {
      call.unknown(`what ${call.name} says of ${path} is not known`);
      return {};
    }
    if (call.name === 'file') {
      return {
        stdout: `${path}: ELF 64-bit LSB executable, x86-64, version 1 (SYSV), ${program.linking === 'static' ? 'statically linked' : 'dynamically linked'}\n`,
      };
    }
    if (program.linking === 'static') {
      return call.image.libc === 'musl'
        ? failed(`/lib/ld-musl-x86_64.so.1: ${path}: Not a valid dynamic program`)
        : failed('\tnot a dynamic executable');
    }
    return program.libc === 'musl'
      ? {
          stdout:
            '\t/lib/ld-musl-x86_64.so.1 (0x7f0000000000)\n\tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f0000000000)\n',
        }
      : {
          stdout:
            '\tlinux-vdso.so.1 (0x00007f0000000000)\n\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000100000)\n\t/lib64/ld-linux-x86-64.so.2 (0x00007f0000400000)\n',
        };
  },
});
