/** mkdir and rmdir of coreutils 9 and BusyBox. */
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { look, reasonOf, Says } from './support/look.ts';
import { modeChange } from './support/mode-change.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

export const mkdir = defineTool({
  names: ['mkdir'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'pm:vZ',
      long: { parents: 'p', mode: 'm', verbose: 'v', context: 'Z' },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    if (options.operands.length === 0) return missingOperand(call, flavour);
    const modeText = options.values.get('m');
    const change = modeText === undefined ? undefined : modeChange(modeText);
    if (modeText !== undefined && !change) return failed(`mkdir: invalid mode '${modeText}'`);
    const cannot = flavour === 'gnu' ? 'cannot create directory' : "can't create directory";
    const says = new Says();
    for (const written of options.operands) {
      const path = written.length > 1 ? written.replace(/\/+$/, '') || '/' : written;
      const there = look(call, path, { quiet: true });
      try {
        if (
          there.kind === 'found' &&
          (!options.has('p') || (there.entry.type !== 'directory' && there.entry.type !== 'unknown'))
        ) {
          says.error(`mkdir: ${cannot} '${written}': File exists`);
          continue;
        }
        if (there.kind === 'found') continue;
        if (options.has('p')) call.files.makeDirectories(path);
        else call.files.makeDirectory(path);
        if (options.has('v'))
          says.out.push(
            flavour === 'gnu' ? `mkdir: created directory '${written}'` : `created directory: '${written}'`,
          );
        if (change) call.files.update(path, (entry) => ({ ...entry, mode: change(0o777, true) & 0o7777 }));
      } catch (error) {
        // Where the user may not write, the first folder that is missing cannot be made.
        const denied = reasonOf(error) === 'Permission denied';
        const passes = (one: string) =>
          call.files.isDirectory(one) || (!denied && call.files.stat(one).kind === 'absent');
        const at = options.has('p') ? blockedAt(path, passes) : written;
        says.error(
          `mkdir: ${cannot} '${flavour === 'busybox' && at !== written ? `${at}/` : at}': ${reasonOf(error)}`,
        );
      }
    }
    return says.result();
  },
});

/** The first part of a path that stands in the way. */
function blockedAt(path: string, passes: (path: string) => boolean): string {
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length += 1) {
    const at = parts.slice(0, length).join('/');
    if (at !== '' && !passes(at)) return at;
  }
  return path;
}

export const rmdir = defineTool({
  names: ['rmdir'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'pv',
      long: { parents: 'p', 'ignore-fail-on-non-empty': 'i', verbose: 'v' },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    if (options.operands.length === 0) return missingOperand(call, flavour);
    const says = new Says();
    const said = (path: string, reason: string) =>
      says.error(
        flavour === 'gnu' ? `rmdir: failed to remove '${path}': ${reason}` : `rmdir: '${path}': ${reason}`,
      );
    for (const operand of options.operands) {
      let path = operand;
      do {
        const seen = look(call, path, { follow: false });
        if (seen.kind === 'unknown') break;
        if (seen.kind === 'absent') {
          said(path, seen.reason);
          break;
        }
        if (seen.entry.type !== 'directory') {
          said(path, 'Not a directory');
          break;
        }
        if (call.files.list(path).length > 0) {
          if (!options.has('i')) said(path, 'Directory not empty');
          break;
        }
        if (seen.entry.unlisted !== undefined)
          call.unknown(`what is in ${path} is not known: ${seen.entry.unlisted}`);
        try {
          call.files.remove(path);
        } catch (error) {
          said(path, reasonOf(error));
          break;
        }
        path = path.replace(/\/*[^/]*\/*$/, '');
      } while (options.has('p') && path !== '');
    }
    return says.result();
  },
});
