/** install of coreutils 9 and BusyBox: copies with a mode (0755 unless said) and an owner, makes directories. */
import { Accounts } from './support/accounts.ts';
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { look, reasonOf, Says } from './support/look.ts';
import { modeChange } from './support/mode-change.ts';
import { readOptions } from './support/options.ts';
import { targets } from './support/targets.ts';
import { defineTool, failed, type ToolResult } from './types.ts';

export const install = defineTool({
  names: ['install'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(call.args, {
      short: 'bcCdDg:m:o:pst:TvZ',
      long: {
        directory: 'd',
        group: 'g',
        mode: 'm',
        owner: 'o',
        'preserve-timestamps': 'p',
        strip: 's',
        'target-directory': 't',
        'no-target-directory': 'T',
        verbose: 'v',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const modeText = options.values.get('m') ?? '755';
    const change = modeChange(modeText);
    if (!change) return failed(`install: invalid mode '${modeText}'`);
    const ownerText = options.values.get('o');
    const groupText = options.values.get('g');
    const accounts = ownerText !== undefined || groupText !== undefined ? new Accounts(call) : undefined;
    const uid = ownerText === undefined ? undefined : (accounts?.user(ownerText)?.uid ?? number(ownerText));
    const gid = groupText === undefined ? undefined : (accounts?.group(groupText)?.gid ?? number(groupText));
    if (ownerText !== undefined && uid === undefined && accounts?.known)
      return failed(gnu ? `install: invalid user: '${ownerText}'` : `install: unknown user ${ownerText}`);
    if (groupText !== undefined && gid === undefined && accounts?.known)
      return failed(gnu ? `install: invalid group: '${groupText}'` : `install: unknown group ${groupText}`);
    const owner = { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
    if (call.user.uid !== 0 && (uid !== undefined || gid !== undefined)) {
      return failed(
        gnu
          ? `install: cannot change owner and permissions of '${options.operands.at(-1)}': Operation not permitted`
          : `install: can't change ownership of '${options.operands.at(-1)}': Operation not permitted`,
      );
    }
    const says = new Says();
    if (options.has('d')) {
      if (options.operands.length === 0) return missingOperand(call, flavour, 'missing operand');
      for (const path of options.operands) {
        try {
          call.files.makeDirectories(path);
          call.files.update(path, (entry) => ({ ...entry, ...owner, mode: change(0, true) & 0o7777 }));
        } catch (error) {
          says.error(
            gnu
              ? `install: cannot create directory '${path}': ${reasonOf(error)}`
              : `install: can't create directory '${path}': ${reasonOf(error)}`,
          );
        }
      }
      return says.result();
    }
    if (options.has('D')) {
      const last = options.values.get('t') ?? options.operands.at(-1) ?? '';
      const parent = options.has('t') ? last : last.slice(0, last.lastIndexOf('/'));
      if (parent !== '' && !call.files.exists(parent)) call.files.makeDirectories(parent);
    }
    const pairs = targets(call, options, flavour);
    if (!Array.isArray(pairs)) return pairs as ToolResult;
    for (const [from, to] of pairs as readonly (readonly [string, string])[]) {
      const seen = look(call, from);
      if (seen.kind === 'absent') {
        says.error(
          gnu
            ? `install: cannot stat '${from}': ${seen.reason}`
            : `install: can't stat '${from}': ${seen.reason}`,
        );
        continue;
      }
      if (seen.kind === 'found' && seen.entry.type === 'directory') {
        says.error(`install: omitting directory '${from}'`);
        continue;
      }
      try {
        if (call.files.lstat(to).kind === 'found') call.files.remove(to);
        call.files.copyFile(from, to);
        call.files.update(to, (entry) => ({ ...entry, ...owner, mode: change(0, false) & 0o7777 }));
      } catch (error) {
        says.error(
          gnu
            ? `install: cannot create regular file '${to}': ${reasonOf(error)}`
            : `install: can't create '${to}': ${reasonOf(error)}`,
        );
      }
    }
    return says.result();
  },
});

function number(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
