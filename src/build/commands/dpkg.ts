/** dpkg: packages that are files. */
import { defineTool, failed } from './types.ts';

export const dpkg = defineTool({
  names: ['dpkg', 'dpkg-query', 'apt-mark', 'apt-cache', 'apt-key', 'debconf-set-selections', 'dpkg-divert'],
  origin: 'system',
  run(call) {
    if (call.name === 'dpkg' && call.args.includes('--print-architecture')) return { stdout: 'amd64\n' };
    if (/^(apt-mark|debconf-set-selections)$/.test(call.name)) return {};
    if (call.name === 'dpkg' && /^(-i|--install)$/.test(call.args[0] ?? '')) {
      for (const path of call.args.slice(1)) {
        if (call.files.stat(path).kind === 'absent') {
          return failed(`dpkg: error: cannot access archive '${path}': No such file or directory`, 2);
        }
      }
    }
    call.unknown(`what ${call.name} ${call.args[0] ?? ''} does here is not known`);
    return {};
  },
});
