/** What single images have besides: the workspace of golang, the pages and the site of nginx. */
import type { BaseBuilder } from './base.ts';
import { NGINX_CACHE, NGINX_FOLDERS, NGINX_PAGES, NGINX_SITE, nginxSite } from './base-nginx.ts';
import { addOpaque } from './base-programs.ts';

/** The image makes an empty workspace that everybody may write to, and names it in GOPATH (docker-library/golang). */
export function addGo(builder: BaseBuilder): void {
  for (const path of ['/go', '/go/bin', '/go/src']) {
    builder.directory(path, 0o1777, true);
    builder.draft.put(path, builder.entry(0o1777, true));
  }
  builder.draft.remove('/root/go');
}

/** The folders, pages and site of nginx, each listed to the last. */
export function addNginx(builder: BaseBuilder): void {
  for (const path of NGINX_FOLDERS) {
    builder.directory(path, 0o755, true);
    // The facts name the folder, too; here everything in it is listed.
    builder.draft.put(path, builder.entry(0o755, true));
  }
  for (const path of NGINX_PAGES) {
    addOpaque(builder, path);
    builder.draft.update(path, (entry) =>
      entry.type === 'file'
        ? {
            ...entry,
            size: { bytes: 1000, certainty: 'estimated', why: 'a short page' },
          }
        : entry,
    );
  }
  const port = builder.image.exposedPorts?.includes('8080/tcp') ? 8080 : 80;
  builder.text(NGINX_SITE, nginxSite(port));
  builder.draft.update(NGINX_SITE, (entry) =>
    entry.type === 'file'
      ? {
          ...entry,
          certainty: 'estimated',
          size: { bytes: 1000, certainty: 'estimated', why: 'most of it comments, which are not followed' },
        }
      : entry,
  );
  builder.directory(NGINX_CACHE, 0o755, true);
  if (port === 80) return;
  builder.draft.update(NGINX_CACHE, (entry) => ({ ...entry, uid: 101, mode: 0o775 }));
  builder.draft.update('/etc/nginx', (entry) => ({ ...entry, uid: 101, mode: 0o775 }));
  for (const path of [NGINX_FOLDERS[1], NGINX_SITE])
    builder.draft.update(path, (entry) => ({ ...entry, uid: 101, mode: entry.mode | 0o020 }));
}
