/**
 * tar of GNU and BusyBox. What is packed here is remembered with the archive; of archives whose bytes are known, what
 * the bytes say comes out; of any other, nobody knows what.
 */
import { flavourOf } from '../support/flavour.ts';
import { output } from '../support/input.ts';
import { reasonOf, Says } from '../support/look.ts';
import { readOptions } from '../support/options.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../types.ts';
import { pack } from './tar-create.ts';
import { extract, folderFails, list, opened, UNKNOWN_ARCHIVE } from './tar-extract.ts';
import { helperOf, notFollowed, oldStyle, TAR_OPTIONS, type TarOptions } from './tar-options.ts';

export const tar = defineTool({
  names: ['tar'],
  origin: 'system',
  readsMarks: true,
  async run(call): Promise<ToolOutput> {
    const gnu = flavourOf(call) === 'gnu';
    if (call.args.includes('--version'))
      return { stdout: gnu ? 'tar (GNU tar) 1.35\n' : 'tar (busybox) 1.37.0\n' };
    const words = oldStyle(call.args);
    const options = readOptions(words, TAR_OPTIONS);
    if (options.error)
      return failed(
        gnu
          ? `tar: unrecognized option '${options.error.long ? '--' : '-'}${options.error.option}'\nTry 'tar --help' or 'tar --usage' for more information.`
          : `tar: unrecognized option: ${options.error.option}`,
        gnu ? 64 : 1,
      );
    const says = new Says();
    const file = options.values.get('f') ?? '-';
    if (!options.has('x') && !options.has('c') && !options.has('t'))
      return failed(
        gnu
          ? "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information."
          : 'Usage: tar c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...',
        gnu ? 2 : 1,
      );
    const beyond = notFollowed(options);
    if (beyond !== undefined) call.unknown(`what tar does with ${beyond} is not followed`);
    if (options.has('c')) return create(call, words, options, file, gnu, says);
    if (options.has('x') && folderFails(call, options, gnu, says)) return says.result();
    const members = await opened(call, options, file, gnu, says);
    if (members === undefined) return says.result();
    if (members === 'unknown') {
      if (options.has('t') || options.has('O')) call.unknown(UNKNOWN_ARCHIVE);
      else {
        call.files.markUnlisted(options.values.get('C') ?? '.', UNKNOWN_ARCHIVE);
        const what = file === '-' ? 'from the pipe' : file;
        call.estimated(`the archive ${what} is taken to be whole; ${UNKNOWN_ARCHIVE}`);
      }
      return {};
    }
    if (options.has('t')) {
      list(members, options, gnu, says);
      return says.result();
    }
    const printed = extract(call, members, options, gnu, says);
    return { ...says.result(), ...printed };
  },
});

async function create(
  call: ToolCall,
  words: readonly string[],
  options: TarOptions,
  file: string,
  gnu: boolean,
  says: Says,
): Promise<ToolOutput> {
  if (options.operands.length === 0 && !options.has('T'))
    return failed(
      gnu
        ? "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information."
        : 'tar: empty archive',
      gnu ? 2 : 1,
    );
  if (folderFails(call, options, gnu, says)) return says.result();
  const helper = gnu ? helperOf(options, file) : undefined;
  if (helper !== undefined && call.which(helper) === undefined) {
    if (file !== '-') call.files.write(file, '');
    return failed(
      `/bin/sh: 1: ${helper}: not found\ntar: Child returned status 127\ntar: Error is not recoverable: exiting now`,
      2,
    );
  }
  const archive = await pack(call, words, options, file, gnu, says);
  if (says.exitCode !== 0)
    says.error(
      gnu
        ? 'tar: Exiting with failure status due to previous errors'
        : 'tar: error exit delayed from previous errors',
      says.exitCode,
    );
  if (file === '-') {
    const { stderr, exitCode } = says.asErrors();
    return { ...output(call, archive), stderr, exitCode };
  }
  try {
    call.files.writeOpaque(file, archive);
  } catch (error) {
    return failed(
      gnu
        ? `tar: ${file}: Cannot open: ${reasonOf(error)}\ntar: Error is not recoverable: exiting now`
        : `tar: can't open '${file}': ${reasonOf(error)}`,
      gnu ? 2 : 1,
    );
  }
  return says.result();
}
