/** What Docker 28.5.2 did with Debian's nginx on 2026-11-21: which containers were still there after five seconds. */
import { expect, test } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { rehearse } from '../index.ts';

const CONF = 'daemon off;\nevents {}\nhttp { include conf.d/*.conf; }\n';

async function start(lines: string) {
  const context = [
    { path: 'stays.conf', content: CONF },
    { path: 'goes.conf', content: `# ${CONF}` },
  ];
  const { start: said } = await rehearse(analyze(`FROM nginx:alpine\n${lines}`, { lookupImage }), context);
  return `${said?.status} ${said?.exitCode ?? ''} ${said?.stderr?.trim() ?? ''}`.trim();
}

test.each([
  ['', 'ok'],
  ['CMD ["nginx"]', 'fails 0'],
  ['ENTRYPOINT ["nginx"]', 'fails 0'],
  ['CMD nginx', 'fails 0'],
  ['CMD ["nginx", "-g", "daemon off;"]', 'ok'],
  ['CMD nginx -g "daemon off;"', 'ok'],
  ['CMD ["/usr/sbin/nginx", "-g", "daemon off;"]', 'ok'],
  ['COPY stays.conf /etc/nginx/nginx.conf\nCMD ["nginx"]', 'ok'],
  ['COPY goes.conf /etc/nginx/nginx.conf\nCMD ["nginx"]', 'fails 0'],
  [
    'COPY stays.conf /etc/nginx/nginx.conf',
    'fails 1 nginx: [emerg] "daemon" directive is duplicate in /etc/nginx/nginx.conf',
  ],
  ['COPY --from=example.com/nobody/knows /n.conf /etc/nginx/nginx.conf\nCMD ["nginx"]', 'unknown'],
])('%s', async (lines, expected) => {
  expect(await start(`${lines}\n`)).toBe(expected);
});

test('what was started one after the other', async () => {
  const { start: said } = await rehearse(analyze('FROM nginx:alpine\n', { lookupImage }), []);
  expect(said?.programs).toEqual([
    '/docker-entrypoint.sh',
    expect.stringMatching(/sh|busybox/),
    '/usr/sbin/nginx',
  ]);
});

// By the text of docker-entrypoint.sh of github.com/nginx/docker-nginx, which its stand-in here lacks.
test.each([
  ['COPY --chmod=755 fails.sh /docker-entrypoint.d/40-own.sh', 'fails 3 own script'],
  ['COPY fails.sh /docker-entrypoint.d/40-own.sh', 'ok'],
  ['COPY --chmod=755 fails.sh /docker-entrypoint.d/40-own.txt', 'ok'],
  ['COPY --chmod=755 good.sh /docker-entrypoint.d/40-own.sh', 'ok own script'],
  [
    'COPY --chmod=755 env.sh /docker-entrypoint.d/10-own.envsh\nCOPY --chmod=755 need.sh /docker-entrypoint.d/40-own.sh',
    'ok',
  ],
  ['COPY --chmod=755 need.sh /docker-entrypoint.d/40-own.sh', 'fails 1'],
  ['COPY --chmod=755 fails.sh /docker-entrypoint.d/40-own.sh\nCMD ["sh", "-c", "exit 5"]', 'fails 5'],
])('own scripts of the nginx image: %s', async (lines, said) => {
  const files = {
    'fails.sh': '#!/bin/sh\necho own script >&2\nexit 3\n',
    'good.sh': '#!/bin/sh\necho own script >&2\n',
    'env.sh': 'export BACKEND=api\n',
    'need.sh': '#!/bin/sh\ntest -n "$BACKEND"\n',
  };
  const context = Object.entries(files).map(([path, content]) => ({ path, content }));
  const analysis = analyze(`FROM nginx:alpine\n${lines}\n`, { lookupImage });
  const { start: seen } = await rehearse(analysis, context);
  expect(
    `${seen?.status} ${seen?.exitCode ?? ''} ${seen?.stderr?.trim() ?? ''}`.trim().replace(/ +/g, ' '),
  ).toBe(said);
});
