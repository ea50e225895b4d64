/** bundle (https://bundler.io/man/bundle-install.1.html): install needs a Gemfile; gems go to BUNDLE_PATH or GEM_HOME. */
import { writeRest } from '../support/rest.ts';
import { defineTool } from '../types.ts';

const WHY = 'sizes of gems are a rule of thumb';

export const bundle = defineTool({
  names: ['bundle', 'bundler'],
  origin: 'toolchain',
  run(call) {
    const [command = 'install', ...args] = call.args;
    if (command === 'config') {
      const local = args.includes('--local');
      const words = args.filter((one) => !one.startsWith('-') && one !== 'set');
      const [key = '', value = ''] = words;
      const folder = local
        ? call.files.resolve('.bundle')
        : (call.env.get('BUNDLE_APP_CONFIG') ?? `${call.env.get('HOME') || '/root'}/.bundle`);
      call.files.makeDirectories(folder);
      const path = `${folder}/config`;
      const before = call.files.isFile(path) ? (call.files.read(path) ?? '') : '---\n';
      call.files.write(
        path,
        `${before}BUNDLE_${key.toUpperCase().replaceAll('.', '__').replaceAll('-', '___')}: "${value}"\n`,
      );
      return {};
    }
    if (command !== 'install' && !command.startsWith('-')) {
      call.unknown(`bundle ${command} is not modelled`);
      return {};
    }
    const gemfile = call.env.get('BUNDLE_GEMFILE') ?? 'Gemfile';
    if (call.files.stat(gemfile).kind === 'absent')
      return { exitCode: 10, stderr: 'Could not locate Gemfile\n' };
    const at = call.args.indexOf('--path');
    const place = at >= 0 ? call.args[at + 1] : (call.env.get('BUNDLE_PATH') ?? call.env.get('GEM_HOME'));
    writeRest(
      call,
      place === undefined ? '/usr/local/bundle' : call.files.resolve(place),
      40_000_000,
      'the gems of the Gemfile',
      WHY,
    );
    if (place === undefined || call.files.isDirectory(`${place}/bin`)) {
      call.files.markUnlisted(`${place ?? '/usr/local/bundle'}/bin`, 'programs of gems are not listed');
    }
    call.estimated(WHY);
    call.takes(12_000);
    return {};
  },
});
