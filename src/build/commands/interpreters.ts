/**
 * php, ruby, perl and the tools around them: whether the script is there is known, what it does is not. And what builds
 * of their images run: docker-php-ext-install, install-php-extensions, gem, rake.
 */
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

/** Options that take the next word. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  php: ['-c', '-d', '-S', '-t', '-z'],
  ruby: ['-I', '-r', '-C', '-E'],
  perl: ['-I', '-M'],
};

export const interpreters = defineTool({
  names: ['php', 'ruby', 'perl', 'lua', 'Rscript'],
  origin: 'optional',
  run(call): ToolResult {
    const { args, name } = call;
    const takes = TAKES[name] ?? [];
    for (let at = 0; at < args.length; at += 1) {
      const word = args[at] as string;
      if (takes.includes(word)) at += 1;
      else if (/^(-v|-V|--version)$/.test(word)) {
        call.estimated(`the version of ${name} in the image is not known`);
        return { stdout: `${name}\n` };
      } else if (/^-[reBRifml]|^--/.test(word)) break;
      else if (!word.startsWith('-')) {
        if (call.files.stat(word).kind !== 'absent') break;
        return missing(name, word);
      }
    }
    call.unknown(`what ${name} runs here is not followed`);
    return {};
  },
});

function missing(name: string, script: string): ToolResult {
  if (name === 'php') return failed(`Could not open input file: ${script}`);
  if (name === 'ruby') return failed(`ruby: No such file or directory -- ${script} (LoadError)`);
  if (name === 'perl') return failed(`Can't open perl script "${script}": No such file or directory`, 2);
  return failed(`${name}: cannot open ${script}`, 1);
}

const PHP_WHY = 'extensions of PHP are compiled when the image is built; their sizes are a rule of thumb';

/** The scripts of the official PHP images, and the installer that takes their place. */
export const phpExtensions = defineTool({
  names: [
    'docker-php-ext-install',
    'docker-php-ext-enable',
    'docker-php-ext-configure',
    'install-php-extensions',
    'pecl',
  ],
  origin: 'optional',
  run(call): ToolResult {
    const names = call.args.filter((word, at) => !word.startsWith('-') && call.args[at - 1] !== '-j');
    if (call.name === 'docker-php-ext-configure') {
      call.estimated(PHP_WHY);
      return {};
    }
    const enabled = call.name !== 'pecl';
    const folder = '/usr/local/lib/php/extensions';
    call.files.makeDirectories(folder);
    call.files.markUnlisted(folder, 'the folder of extensions bears the number of the version');
    call.files.makeDirectories('/usr/local/etc/php/conf.d');
    for (const name of names.filter((word) => word !== 'install')) {
      if (enabled)
        call.files.writeOpaque(`/usr/local/etc/php/conf.d/docker-php-ext-${name}.ini`, {
          size: { bytes: 20, certainty: 'estimated', why: PHP_WHY },
          fingerprint: `php ${name}`,
        });
      call.files.writeOpaque(`${folder}/${name}.so`, {
        size: {
          bytes: call.name === 'docker-php-ext-enable' ? 0 : 300_000,
          certainty: 'estimated',
          why: PHP_WHY,
        },
        fingerprint: `php ${name}`,
      });
    }
    if (call.name === 'install-php-extensions')
      for (const place of ['/usr/lib', '/usr/share'])
        call.files.markUnlisted(place, 'the libraries of the extensions are not listed');
    call.estimated(PHP_WHY);
    call.takes(15_000 * Math.max(1, names.length));
    return {};
  },
});

export const rake = defineTool({
  names: ['rake', 'gem', 'rails'],
  origin: 'optional',
  run(call): ToolResult {
    if (
      call.name === 'rake' &&
      !['rakefile', 'Rakefile', 'rakefile.rb', 'Rakefile.rb'].some((one) => found(call, one))
    )
      return failed(
        'rake aborted!\nNo Rakefile found (looking for: rakefile, Rakefile, rakefile.rb, Rakefile.rb)\n\n(See full trace by running task with --trace)',
      );
    if (call.name === 'gem' && call.args[0] === 'install') {
      const place = call.env.get('GEM_HOME') ?? '/usr/local/bundle';
      call.files.makeDirectories(`${place}/bin`);
      call.files.markUnlisted(place, 'the files of gems are not listed');
      call.files.markUnlisted(`${place}/bin`, 'the programs of gems are not listed');
      call.files.markUnlisted('/usr/local/bin', 'the programs of gems are not listed');
      call.estimated('gems come from the network');
      return {};
    }
    call.unknown(`what ${call.name} ${call.args.join(' ')} does is not followed`);
    return {};
  },
});

/** Whether a file is in the working directory or above it, as far as anybody knows. */
function found(call: ToolCall, name: string): boolean {
  for (let at = call.cwd; ; at = at.replace(/\/[^/]*$/, '') || '/') {
    if (call.files.stat(`${at}/${name}`).kind !== 'absent') return true;
    if (at === '/') return false;
  }
}
