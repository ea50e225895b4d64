/** bundle (https://bundler.io/man/bundle-install.1.html): install needs a Gemfile; gems go to BUNDLE_PATH or GEM_HOME. */
import { writeRest } from '../support/rest.ts';
import { defineTool, type ToolCall } from '../types.ts';

const WHY = 'sizes of gems are a rule of thumb';

export const bundle = defineTool({
  names: ['bundle', 'bundler'],
  origin: 'toolchain',
  run(call) {
    const [command = 'install', ...args] = call.args;
    if (command === 'config') {
      const local = args.includes('--local');
      const words = args.filter((one) => !one.startsWith('-') && one !== 'set');
      const [key = '', ...rest] = words;
      // Groups are kept with colons between them.
      const value = /^(without|with)$/.test(key) ? rest.join(' ').replaceAll(' ', ':') : (rest[0] ?? '');
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
    if (command === 'exec' && !inProject(call)) return { exitCode: 10, stderr: 'Could not locate Gemfile\n' };
    if (command !== 'install' && !command.startsWith('-')) {
      call.unknown(`bundle ${command} is not modelled`);
      return {};
    }
    const gemfile = call.env.get('BUNDLE_GEMFILE') ?? 'Gemfile';
    if (call.files.stat(gemfile).kind === 'absent')
      return { exitCode: 10, stderr: 'Could not locate Gemfile\n' };
    const lock = gemfile === 'Gemfile' ? 'Gemfile.lock' : `${gemfile}.lock`;
    const strict = strictSetting(call);
    if (strict !== undefined && call.files.stat(lock).kind === 'absent') {
      return {
        exitCode: 16,
        stderr:
          strict === 'frozen'
            ? 'The frozen setting requires a lockfile. Please make sure you have checked your\nGemfile.lock into version control before deploying.\n'
            : 'The deployment setting requires a lockfile. Please make sure you have checked\nyour Gemfile.lock into version control before deploying.\n',
      };
    }
    if (call.files.stat(lock).kind === 'absent')
      call.files.writeOpaque(lock, { size: { bytes: 800, certainty: 'estimated', why: WHY } });
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

/** Whether a Gemfile is in the working directory or above it, as far as anybody knows. */
function inProject(call: ToolCall): boolean {
  if (call.env.has('BUNDLE_GEMFILE')) return true;
  for (let at = call.cwd; ; at = at.replace(/\/[^/]*$/, '') || '/') {
    if (call.files.stat(`${at === '/' ? '' : at}/Gemfile`).kind !== 'absent') return true;
    if (at === '/') return false;
  }
}

/** The setting that forbids to write Gemfile.lock: of the environment, the project or the user. */
function strictSetting(call: ToolCall): 'frozen' | 'deployment' | undefined {
  const folders = [
    '.bundle',
    call.env.get('BUNDLE_APP_CONFIG') ?? `${call.env.get('HOME') || '/root'}/.bundle`,
  ];
  const texts = folders
    .map((folder) => `${folder}/config`)
    .map((path) => (call.files.isFile(path) ? (call.files.read(path) ?? '') : ''));
  for (const name of ['deployment', 'frozen'] as const) {
    const key = `BUNDLE_${name.toUpperCase()}`;
    const value = call.env.get(key);
    if (value !== undefined && /^(1|true)$/i.test(value)) return name;
    if (texts.some((text) => new RegExp(`^${key}: "?(1|true)"?$`, 'm').test(text))) return name;
  }
  return undefined;
}
