/**
 * What builds meet of nginx's own image: the folder that it serves, and its site. The package of nginx.org brings two
 * pages and one site. Source: mainline/alpine/nginx.vh.default.conf of github.com/nginx/docker-nginx at a671712, the last
 * that was kept beside a Dockerfile, and what the images of today do with it (stable/alpine-slim/Dockerfile of
 * docker-nginx-unprivileged at 0b11d94: a sed on `listen       80;`); both read 2026-11-21. The package itself was not read:
 * that is why the site is an estimate. That the folders hold nothing else is taken from there being no other file in either.
 */

/** Files in these folders are listed to the last. */
export const NGINX_FOLDERS = ['/usr/share/nginx/html', '/etc/nginx/conf.d'] as const;

/** The pages; how long they are differs from release to release, and none has more than a screen of text. */
export const NGINX_PAGES = ['/usr/share/nginx/html/index.html', '/usr/share/nginx/html/50x.html'] as const;

export const NGINX_SITE = '/etc/nginx/conf.d/default.conf';

/** Where nginx keeps temporary files; root's, but in the image for other users (docker-nginx-unprivileged, as above). */
export const NGINX_CACHE = '/var/cache/nginx';

/** The directives of the site that the package brings, without its comments. */
export function nginxSite(port: number): string {
  return `server {
    listen       ${port};
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;
}
