/**
 * Commands that set a system up: locales, alternatives, capabilities, first processes, copies by rsync
 * and cpio. Checked on Debian 14 (2026-11).
 */
import { copyTree } from './support/copy-tree.ts';
import { look, quote } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

export const locales = defineTool({
  names: ['locale-gen', 'localedef', 'dpkg-reconfigure'],
  origin: 'optional',
  run(call): ToolResult {
    if (call.name === 'localedef') {
      const at = call.args.indexOf('-A');
      const alias = at < 0 ? undefined : call.args[at + 1];
      if (alias !== undefined && call.files.stat(alias).kind === 'absent')
        return failed(`locale alias file \`${alias}' not found: No such file or directory`);
    }
    call.files.makeDirectories('/usr/lib/locale');
    call.files.writeOpaque('/usr/lib/locale/locale-archive', {
      size: { bytes: 3_000_000, certainty: 'estimated', why: 'a language of ordinary size' },
      fingerprint: `${call.name} ${call.args.join(' ')}`,
    });
    call.estimated('how large a language is is a rule of thumb');
    return {};
  },
});

export const alternatives = defineTool({
  names: ['update-alternatives'],
  origin: 'system',
  run(call): ToolResult {
    const at = call.args.indexOf('--install');
    const [link, name, target] = at < 0 ? [] : call.args.slice(at + 1, at + 4);
    if (link === undefined || name === undefined || target === undefined) {
      const set = call.args.indexOf('--set');
      const [which, path] = set < 0 ? [] : call.args.slice(set + 1, set + 3);
      if (which === undefined || path === undefined) {
        call.unknown(`what update-alternatives ${call.args.join(' ')} does here is not known`);
        return {};
      }
      call.files.remove(`/etc/alternatives/${which}`);
      call.files.makeDirectories('/etc/alternatives');
      call.files.symlink(path, `/etc/alternatives/${which}`);
      return { stdout: `update-alternatives: using ${path} to provide ${which} (${which}) in manual mode\n` };
    }
    if (call.files.stat(target).kind === 'absent')
      return failed(`update-alternatives: error: alternative path ${target} doesn't exist`, 2);
    const chosen = `/etc/alternatives/${name}`;
    const before = call.files.lstat(chosen);
    call.files.makeDirectories('/etc/alternatives');
    if (before.kind === 'found') {
      // Which of several has the highest number is kept in a file that is not followed.
      call.unknown(`which alternative of ${name} is taken is not followed`);
      return {};
    }
    call.files.symlink(target, chosen);
    if (call.files.lstat(link).kind === 'found') {
      call.files.remove(link);
    }
    call.files.symlink(chosen, link);
    call.files.markUnlisted(
      '/var/lib/dpkg/alternatives',
      'the notes of update-alternatives are not followed',
    );
    return {
      stdout: `update-alternatives: using ${target} to provide ${link} (${name}) in auto mode\n`,
    };
  },
});

export const capabilities = defineTool({
  names: ['setcap', 'getcap'],
  origin: 'optional',
  run(call): ToolResult {
    const path = call.args.at(-1);
    if (path === undefined || call.args.length < 2) return failed(`usage: ${call.name} …`);
    const seen = look(call, path);
    if (seen.kind === 'absent') return failed(`Failed to set capabilities on file '${path}': ${seen.reason}`);
    if (call.user.uid !== 0)
      return failed('unable to set CAP_SETFCAP effective capability: Operation not permitted');
    return {};
  },
});

/** tini, dumb-init and catatonit start another command and wait for it. */
export const firstProcess = defineTool({
  names: ['tini', 'dumb-init', 'catatonit'],
  origin: 'optional',
  async run(call): Promise<ToolResult> {
    if (call.args.some((word) => word === '--version' || word === '-h')) return {};
    const options = readOptions(call.args, { short: 'sgvwp:e:c', stopAtOperand: true });
    const [command = ''] = options.operands;
    if (command === '') return failed(`${call.name}: no program was given`);
    if (!command.includes('/') && call.which(command) === undefined)
      return failed(`[FATAL ${call.name} (1)] exec ${command} failed: No such file or directory`, 127);
    return call.run(options.operands.map(quote).join(' '));
  },
});

export const copiers = defineTool({
  names: ['rsync', 'cpio'],
  origin: 'optional',
  run(call): ToolResult {
    return call.name === 'rsync' ? rsync(call) : cpio(call);
  },
});

function rsync(call: ToolCall): ToolResult {
  const plain = call.args.every(
    (word) =>
      !word.startsWith('-') || /^-[avrzhPq]+$/.test(word) || word === '--delete' || word === '--progress',
  );
  const words = call.args.filter((word) => !word.startsWith('-'));
  const target = words.pop();
  if (
    !plain ||
    target === undefined ||
    words.length === 0 ||
    words.some((one) => one.includes(':')) ||
    call.args.includes('--delete')
  ) {
    call.unknown(`rsync ${call.args.join(' ')} is not followed`);
    if (target !== undefined && !target.includes(':'))
      call.files.markUnlisted(target, 'what rsync copies is not followed');
    return {};
  }
  for (const source of words) {
    const seen = look(call, source);
    if (seen.kind === 'absent') {
      return {
        exitCode: 23,
        stderr: `rsync: [sender] link_stat "${call.files.resolve(source)}" failed: ${seen.reason} (2)\nrsync error: some files/attrs were not transferred (see previous errors) (code 23)\n`,
      };
    }
    if (seen.kind !== 'found') continue;
    const into = target.replace(/\/$/, '');
    if (seen.entry.type !== 'directory') {
      const place =
        target.endsWith('/') || call.files.isDirectory(target)
          ? `${into}/${source.replace(/^.*\//, '')}`
          : target;
      call.files.makeDirectories(place.slice(0, place.lastIndexOf('/')) || '.');
      call.files.copyFile(source, place, { preserve: true });
      continue;
    }
    const place = source.endsWith('/') ? into : `${into}/${source.replace(/^.*\//, '')}`;
    call.files.makeDirectories(place, { mode: seen.entry.mode });
    copyTree(call, seen.path, call.files.resolve(place), { preserve: true });
  }
  return {};
}

/** `find … | cpio -pd FOLDER`; archives are not followed. */
function cpio(call: ToolCall): ToolResult {
  const options = call.args.filter((word) => word.startsWith('-')).join('');
  const target = call.args.find((word) => !word.startsWith('-'));
  if (!/p/.test(options) || target === undefined) {
    call.unknown(`cpio ${call.args.join(' ')} is not followed`);
    return {};
  }
  const says: string[] = [];
  for (const name of call.stdin.split(/[\n\0]/).filter((line) => line !== '')) {
    const seen = look(call, name, { follow: false });
    if (seen.kind === 'absent') {
      says.push(`cpio: ${name}: Cannot stat: ${seen.reason}\n`);
      continue;
    }
    if (seen.kind !== 'found') continue;
    const place = `${target.replace(/\/$/, '')}/${name}`;
    if (seen.entry.type === 'directory') {
      call.files.makeDirectories(place, { mode: seen.entry.mode });
    } else {
      const parent = place.slice(0, place.lastIndexOf('/'));
      if (/d/.test(options)) call.files.makeDirectories(parent);
      call.files.copyFile(name, place, { preserve: true, follow: false });
    }
  }
  return { stderr: says.join(''), exitCode: says.length > 0 ? 2 : 0 };
}
