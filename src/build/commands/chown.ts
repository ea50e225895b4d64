/** chown and chgrp of coreutils 9 and BusyBox: names and numbers, `user:group`, `user:`, `:group`, -R, -h. */
import { Accounts } from './support/accounts.ts';
import { type Flavour, flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { everything, look, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, type Entry, failed, type ToolCall, type ToolResult } from './types.ts';

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** Reads `user[:group]`; a ToolResult where a name is not in the image's files. */
function readOwner(call: ToolCall, text: string, flavour: Flavour): Owner | ToolResult {
  const accounts = new Accounts(call);
  const number = (word: string) => (/^\+?\d{1,10}$/.test(word) ? Number(word) : undefined);
  if (call.name === 'chgrp') {
    const gid = accounts.group(text)?.gid ?? number(text);
    if (gid !== undefined) return { gid };
    if (!accounts.known) return {};
    return failed(flavour === 'gnu' ? `chgrp: invalid group: '${text}'` : `chgrp: unknown group ${text}`);
  }
  // GNU still takes a dot for the colon where no user has that name.
  const colon = text.indexOf(':');
  const userText = colon < 0 ? text : text.slice(0, colon);
  const groupText = colon < 0 ? undefined : text.slice(colon + 1);
  const user = accounts.user(userText);
  const uid = userText === '' ? undefined : (user?.uid ?? number(userText));
  const named = groupText ? accounts.group(groupText) : undefined;
  const gid =
    groupText === undefined ? undefined : groupText === '' ? user?.gid : (named?.gid ?? number(groupText));
  const noUser = userText !== '' && uid === undefined;
  const noGroup = groupText !== undefined && groupText !== '' && gid === undefined;
  if ((noUser || noGroup) && accounts.known) {
    if (flavour === 'busybox')
      return failed(
        groupText === undefined ? `chown: unknown user ${text}` : `chown: unknown user/group ${text}`,
      );
    return failed(noUser ? `chown: invalid user: '${text}'` : `chown: invalid group: '${text}'`);
  }
  if (groupText === '' && userText !== '' && gid === undefined && flavour === 'gnu' && !user) {
    return failed(`chown: invalid spec: '${text}'`);
  }
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}

/** Whether the user may give the entry away: root may; others may hand a file of theirs to a group of theirs. */
function mayChange(call: ToolCall, entry: Entry, owner: Owner): boolean {
  if (call.user.uid === 0) return true;
  if (entry.uid !== call.user.uid) return false;
  if (owner.uid !== undefined && owner.uid !== entry.uid) return false;
  return owner.gid === undefined || owner.gid === call.user.gid || call.user.groups.includes(owner.gid);
}

/** The entry with its new owner; a program loses setuid and setgid, as the kernel does it. */
export function owned(entry: Entry, owner: Owner): Entry {
  const special = entry.type === 'file' && (entry.mode & 0o111) !== 0 ? entry.mode & ~0o6000 : entry.mode;
  return { ...entry, ...owner, mode: special };
}

export const chown = defineTool({
  names: ['chown', 'chgrp'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'RhcvfHLP',
      long: {
        recursive: 'R',
        'no-dereference': 'h',
        dereference: 'D',
        changes: 'c',
        verbose: 'v',
        quiet: 'f',
        silent: 'f',
        reference: 'reference',
        from: 'from',
        'preserve-root': 'p',
        'no-preserve-root': 'n',
      },
      withValue: ['reference', 'from'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const reference = options.values.get('reference');
    const [spec, ...others] = options.operands;
    if (spec === undefined) return missingOperand(call, flavour);
    if (reference === undefined && others.length === 0)
      return missingOperand(call, flavour, `missing operand after '${spec}'`);
    const paths = reference === undefined ? others : options.operands;
    let owner: Owner;
    if (reference !== undefined) {
      const model = look(call, reference);
      if (model.kind === 'absent')
        return failed(`${call.name}: failed to get attributes of '${reference}': ${model.reason}`);
      owner = model.kind === 'found' ? { uid: model.entry.uid, gid: model.entry.gid } : {};
    } else {
      const read = readOwner(call, spec, flavour);
      if ('exitCode' in read) return read;
      owner = read as Owner;
    }
    const says = new Says();
    const recursive = options.has('R');
    for (const path of paths) {
      const follow = !options.has('h') && !recursive;
      const seen = look(call, path, { follow });
      if (seen.kind === 'absent') {
        says.error(
          flavour === 'gnu'
            ? `${call.name}: cannot access '${path}': ${seen.reason}`
            : `${call.name}: ${path}: ${seen.reason}`,
        );
        continue;
      }
      if (seen.kind === 'unknown') continue;
      for (const one of recursive ? everything(call, path) : [seen.path]) {
        try {
          const found = call.files.lstat(one);
          if (found.kind === 'found' && !mayChange(call, found.entry, owner)) {
            says.error(
              flavour === 'gnu'
                ? `${call.name}: changing ownership of '${one === seen.path ? path : one}': Operation not permitted`
                : `${call.name}: ${one === seen.path ? path : one}: Operation not permitted`,
            );
            continue;
          }
          call.files.update(one, (entry) => owned(entry, owner), { follow: false });
        } catch (error) {
          says.error(`${call.name}: ${one}: ${reasonOf(error)}`);
        }
      }
    }
    return says.result();
  },
});
