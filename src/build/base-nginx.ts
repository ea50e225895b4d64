/**
 * What builds meet of nginx's own image: the folder that it serves, and its site. The package of nginx.org brings two
 * pages and one site. The folders hold nothing else.
 */

/** Files in these folders are listed to the last. */
export const NGINX_FOLDERS = ['/usr/share/nginx/html', '/etc/nginx/conf.d'] as const;

/** The pages; how long they are differs from release to release, and none has more than a screen of text. */
export const NGINX_PAGES = ['/usr/share/nginx/html/index.html', '/usr/share/nginx/html/50x.html'] as const;

export const NGINX_SITE = '/etc/nginx/conf.d/default.conf';

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
