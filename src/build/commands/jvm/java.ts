/** java, javac and jar (https://docs.oracle.com/en/java/javase/21/docs/specs/man/): classes are written, programs are not run. */
import { dirname } from '../../filesystem/path.ts';
import { defineTool } from '../types.ts';

export const javac = defineTool({
  names: ['javac'],
  origin: 'toolchain',
  run(call) {
    const at = call.args.indexOf('-d');
    const out = at < 0 ? undefined : call.args[at + 1];
    const files = call.args.filter((one) => one.endsWith('.java'));
    for (const file of files) {
      if (call.files.stat(file).kind !== 'absent') continue;
      return {
        exitCode: 2,
        stderr: `error: file not found: ${file}\nUsage: javac <options> <source files>\nuse --help for a list of possible options\n`,
      };
    }
    if (files.length === 0) {
      call.unknown('what javac compiles here is not followed');
      return {};
    }
    for (const file of files) {
      const text = call.files.isFile(file) ? call.files.read(file) : '';
      const folder = out === undefined ? dirname(call.files.resolve(file)) : call.files.resolve(out);
      const pack = /^\s*package\s+([\w.]+)\s*;/m.exec(text ?? '')?.[1];
      const place =
        out === undefined || pack === undefined ? folder : `${folder}/${pack.replaceAll('.', '/')}`;
      call.files.makeDirectories(place);
      const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.java$/, '');
      call.files.writeOpaque(`${place}/${name}.class`, {
        size: { bytes: 1_200, certainty: 'estimated', why: 'a class of ordinary size' },
        fingerprint: `javac ${text}`,
      });
      if (
        /\b(class|interface|enum|record)\s+\w+/.test(
          (text ?? '').replace(new RegExp(`\\b(class|interface|enum|record)\\s+${name}\\b`), ''),
        )
      ) {
        call.files.markUnlisted(place, 'a source file holds several classes');
      }
    }
    call.estimated('Java sources are not compiled here');
    call.takes(1_500);
    return {};
  },
});

export const java = defineTool({
  names: ['java', 'jar', 'jlink', 'jdeps', 'jshell', 'keytool'],
  origin: 'toolchain',
  run(call) {
    const at = call.args.indexOf('-jar');
    const file = at < 0 ? undefined : call.args[at + 1];
    if (call.name === 'java' && file !== undefined && call.files.stat(file).kind === 'absent') {
      return { exitCode: 1, stderr: `Error: Unable to access jarfile ${file}\n` };
    }
    const [options = '', archive] = call.args;
    if (call.name === 'jar' && /^-?c\w*f/.test(options) && archive !== undefined) {
      call.files.writeOpaque(archive, {
        size: { bytes: 2_000, certainty: 'unknown', why: 'nothing is packed here' },
        program: { format: 'java-archive', language: 'java' },
      });
      call.estimated('what a jar holds is not followed');
      return {};
    }
    call.unknown(`what ${call.name} does here is not followed`);
    return {};
  },
});
