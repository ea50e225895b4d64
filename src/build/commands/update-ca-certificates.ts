/**
 * update-ca-certificates of Debian and Alpine (update-ca-certificates(8)): puts all certificates into one file. Debian's
 * words were taken from a run on Debian testing (2026-11-21).
 */
import { flavourOf } from './support/flavour.ts';
import { defineTool, failed } from './types.ts';

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const OWN = '/usr/local/share/ca-certificates';

export const updateCaCertificates = defineTool({
  names: ['update-ca-certificates'],
  origin: 'toolchain',
  run(call) {
    const { files } = call;
    if (call.user.uid !== 0) return failed(`rm: cannot remove '${BUNDLE}': Permission denied`, 1);
    const added = files.isDirectory(OWN) ? files.list(OWN).filter((name) => name.endsWith('.crt')) : [];
    files.makeDirectories('/etc/ssl/certs');
    files.writeOpaque(BUNDLE, {
      size: { bytes: 220_000, certainty: 'estimated', why: 'ca-certificates of Debian 12 (2026-11)' },
      fingerprint: `certificates ${added.join(' ')}`,
    });
    for (const name of added)
      files.symlink(`${OWN}/${name}`, `/etc/ssl/certs/${name.replace(/\.crt$/, '.pem')}`);
    call.takes(1500);
    if (flavourOf(call) !== 'gnu') return {};
    return {
      stdout: `Updating certificates in /etc/ssl/certs...\n${added.length} added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n`,
    };
  },
});
