import { projects, script } from './project.ts';

const project = projects('packing');

/** Archives, installed trees, checksums, licences, links: what a build stage packs and another unpacks. */
export const packingProjects = [
  project(
    'release-archive',
    [
      'FROM base AS build',
      'WORKDIR /src',
      'COPY --exclude=rootfs . .',
      'ARG VERSION=1.4.0',
      'RUN ./configure && ./dist.sh "$VERSION"',
      'FROM base',
      'ARG VERSION=1.4.0',
      'COPY --from=build /src/dist/app-${VERSION}.tar.gz /tmp/',
      'RUN mkdir -p /opt && tar -xzf /tmp/app-${VERSION}.tar.gz -C /opt && rm /tmp/app-${VERSION}.tar.gz && ln -s app-${VERSION} /opt/app && cat /opt/app/VERSION',
    ],
    {
      configure: script('echo "configured for ${VERSION:-nothing}"', 'echo PREFIX=/usr > config.mk'),
      'dist.sh': script(
        'set -e',
        'name=app-$1',
        'mkdir -p "dist/$name"',
        'cp -r bin "dist/$name/"',
        'echo "$1" > "dist/$name/VERSION"',
        'tar -C dist -czf "dist/$name.tar.gz" "$name"',
        'rm -r "dist/$name"',
      ),
      'bin/app': script('echo app'),
      'bin/helper.txt': 'help\n',
      '.dockerignore': 'Dockerfile\n',
    },
  ),
  project('tar-pipe-copy', [
    'FROM base',
    'RUN mkdir -p /from/a/b && echo 1 > /from/a/1 && echo 2 > /from/a/b/2 && chmod 600 /from/a/1 && chown -R 1001:1002 /from/a/b && ln -s 1 /from/a/link',
    'RUN mkdir /to && tar -C /from -cf - . | tar -C /to -xf -',
    'RUN mkdir /gz && (cd /from && tar -czf - a) | tar -xzvf - -C /gz',
    'RUN mkdir /cd && cd /from && tar cf - a/b | (cd /cd && tar xf -)',
  ]),
  project('tar-kinds', [
    'FROM base',
    'RUN mkdir -p /p/lib /p/bin && echo l > /p/lib/l.so && echo b > /p/bin/b && echo r > /p/README',
    'RUN cd /p && tar -cf /one.tar lib bin/b README && tar -tf /one.tar && mkdir /u1 && tar -xf /one.tar -C /u1 bin/b',
    'RUN mkdir /u2 && tar -xf /one.tar -C /u2 --strip-components=1 && ls /u2',
    'RUN cd /p && tar -cf /two.tar . && mkdir /u3 && tar -xf /two.tar -C /u3 && ls /u3',
    'RUN tar -cvf /three.tar /p/bin && tar -tf /three.tar; tar -xOf /one.tar README && rm /*.tar',
  ]),
  project('tar-changed-owner', [
    'FROM base',
    'RUN mkdir /d && echo x > /d/x && chown 1001:1002 /d/x && chmod 4755 /d/x && tar -cf /d.tar d',
    'RUN mkdir /as-root && tar -xf /d.tar -C /as-root && mkdir /no-owner && tar -xof /d.tar -C /no-owner && mkdir -m 777 /open',
    'USER bob',
    'RUN tar -xf /d.tar -C /open && cat /open/d/x',
    'USER root',
    'RUN rm /d.tar',
  ]),
  project('tar-failures', [
    'FROM base',
    'RUN echo hello > /not-a-tar && tar -xf /not-a-tar || echo "failed with $?"',
    'RUN tar -xf /nowhere.tar || echo "failed with $?"',
    'RUN tar -cf /x.tar /missing || echo "failed with $?"; rm -f /x.tar',
    'RUN tar -xzf /not-a-tar',
  ]),
  project('gzip-static-files', [
    'FROM base AS assets',
    'WORKDIR /www',
    'RUN mkdir css js && for n in 1 2 3; do echo "body{margin:$n}" > css/$n.css; echo "var a=$n" > js/$n.js; done && echo skip > logo.png',
    'RUN find . -type f \\( -name "*.css" -o -name "*.js" \\) -exec gzip -k -9 {} \\; && find . -name "*.gz" | sort',
    'FROM base',
    'COPY --from=assets /www /www',
    'RUN cd /www && for f in css/*.gz; do gunzip -c "$f"; done && gunzip js/1.js.gz || echo kept && gzip -d -f js/2.js.gz && rm css/*.gz js/*.gz && ls -R .',
  ]),
  project('gzip-pipes', [
    'FROM base',
    'RUN echo "dump of the database" | gzip > /dump.sql.gz && gzip -t /dump.sql.gz && echo whole',
    'RUN zcat /dump.sql.gz && gunzip < /dump.sql.gz > /dump.sql && rm /dump.sql.gz && wc -c /dump.sql',
    'RUN echo plain > /plain.gz && gunzip /plain.gz; echo "exit $?"; ls /plain*',
  ]),
  project('gzip-replaces', [
    'FROM base',
    'RUN echo log > /log && chmod 640 /log && chown bob /log && gzip /log && ls /log*',
    'RUN gunzip /log.gz && stat -c "%a %U" /log && gzip /missing; echo "exit $?"',
  ]),
  project(
    'stage-made-then-added',
    [
      'FROM base AS pack',
      'RUN mkdir /p && echo inside > /p/file && tar -czf /p.tgz -C / p',
      'FROM base',
      'COPY --from=pack /p.tgz /kept/',
      'ADD local.tar /unpacked/',
      'COPY local.tar /whole/',
      'RUN ls /kept && tar -tzf /kept/p.tgz && rm -r /kept && tar -xf /whole/local.tar -C /tmp && cat /tmp/a.txt',
    ],
    {
      'local.tar': {
        base64: Buffer.concat([
          (() => {
            const head = Buffer.alloc(512);
            head.write('a.txt', 0);
            head.write('0000640\0', 100);
            head.write('0001751\0', 108);
            head.write('0001752\0', 116);
            head.write('00000000006\0', 124);
            head.write('00000000000\0', 136);
            head.write('        ', 148);
            head.write('0', 156);
            head.write('ustar\u000000', 257);
            const sum = head.reduce((all, byte) => all + byte, 0);
            head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
            return head;
          })(),
          Buffer.concat([Buffer.from('from a\n'.slice(0, 6)), Buffer.alloc(506)]),
          Buffer.alloc(1024),
        ]).toString('base64'),
      },
    },
  ),
  project(
    'make-install-like',
    [
      'FROM base AS build',
      'WORKDIR /src',
      'COPY src .',
      'ENV DESTDIR=/out PREFIX=/usr/local',
      'RUN install -d "$DESTDIR$PREFIX/bin" "$DESTDIR$PREFIX/share/man/man1" && install -m 0755 tool "$DESTDIR$PREFIX/bin/tool" && install -m 0644 tool.1 "$DESTDIR$PREFIX/share/man/man1/" && ln -s tool "$DESTDIR$PREFIX/bin/t"',
      'RUN cd $DESTDIR && find . | sort',
      'FROM base',
      'COPY --from=build /out/ /',
      'RUN t --version',
    ],
    { 'src/tool': script('echo "tool $1"'), 'src/tool.1': '.TH tool\n' },
  ),
  project('rootfs-assembly', [
    'FROM base AS build',
    'RUN mkdir -p /rootfs/etc /rootfs/bin /rootfs/tmp /rootfs/var/run && chmod 1777 /rootfs/tmp && ln -s var/run /rootfs/run',
    'RUN grep -E "^(root|nobody):" /etc/passwd > /rootfs/etc/passwd && cp /etc/group /rootfs/etc/ && cp /bin/busybox /rootfs/bin/app && for a in sh ls cat; do ln -s app /rootfs/bin/link-$a; done',
    'RUN ls -1 /rootfs/bin && ls -ld /rootfs/tmp | cut -c1-10',
    'FROM scratch',
    'COPY --from=build /rootfs /',
    'USER 65534:65534',
  ]),
  project(
    'licences',
    [
      'FROM base AS deps',
      'COPY vendor /vendor',
      'RUN mkdir /licences && find /vendor -iname "license*" | sort | while read -r f; do d=$(dirname "$f" | sed "s|^/vendor/||; s|/|_|g"); cp "$f" "/licences/$d.txt"; done && ls /licences',
      'RUN cd /licences && for f in *.txt; do echo "=== $f"; cat "$f"; done > /THIRD-PARTY && wc -l < /THIRD-PARTY',
      'FROM base',
      'COPY --from=deps /THIRD-PARTY /usr/share/doc/app/',
    ],
    {
      'vendor/github.com/a/LICENSE': 'MIT a\n',
      'vendor/github.com/b/c/License.md': 'BSD\nof b\n',
      'vendor/z/README': 'no\n',
      'vendor/z/license': 'Apache\n',
    },
  ),
  project(
    'checksums',
    [
      'FROM base AS build',
      'WORKDIR /dist',
      'COPY dist .',
      'RUN sha256sum * > SHA256SUMS && cat SHA256SUMS',
      'RUN find . -type f ! -name "*SUMS" -print0 | sort -z | xargs -0 md5sum > MD5SUMS; cat MD5SUMS',
      'FROM base',
      'COPY --from=build /dist /dist',
      'RUN cd /dist && sha256sum -c SHA256SUMS && echo broken >> b.bin && sha256sum -c SHA256SUMS || { echo "sums are wrong" >&2; exit 3; }',
    ],
    { 'dist/a.bin': 'aaa', 'dist/b.bin': 'bbb\n' },
  ),
  project('hard-links-kept', [
    'FROM base AS made',
    'RUN mkdir -p /g/sub && echo data > /g/one && ln /g/one /g/sub/two && ln /g/one /three && stat -c "%h %n" /g/one /g/sub/two /three',
    'FROM base',
    'COPY --from=made /g /g',
    'COPY --from=made /three /three',
    'RUN stat -c "%h %n" /g/one /g/sub/two /three',
    'RUN echo more >> /g/one && cat /g/sub/two && chmod 600 /g/sub/two && stat -c "%a %h" /g/one /g/sub/two',
  ]),
  project('hard-links-copied', [
    'FROM base',
    'RUN mkdir /h && echo 1 > /h/a && ln /h/a /h/b && cp -a /h /archive && cp -r /h /recursive && cp -l /h/a /h/c && stat -c "%h %n" /h/* /archive/* /recursive/*',
    'RUN tar -cf - -C /h . | (mkdir /untarred && cd /untarred && tar -xf -) && stat -c "%h %n" /untarred/*',
    'RUN echo 2 > /h/a && cat /h/b /h/c /archive/a && sed -i s/2/3/ /h/b && cat /h/a /h/b && stat -c "%h" /h/a /h/b',
    'RUN mv /h/a /h/moved && rm /h/c && chown bob /h/moved && stat -c "%h %U %n" /h/*; ln /h/moved /h/moved; ln /h /hd',
  ]),
  project('hard-link-later', [
    'FROM base',
    'RUN echo 1 > /x && ln /x /y',
    'RUN echo 2 >> /x && cat /y && stat -c "%h %n" /x /y',
    'RUN rm /y && stat -c "%h" /x && ln -f /x /y && echo 3 >> /y && cat /x',
  ]),
  project(
    'setgid-shared',
    [
      'FROM base',
      'RUN mkdir -p /srv/shared && chgrp staff /srv/shared && chmod 2775 /srv/shared',
      'USER bob',
      'RUN cd /srv/shared && mkdir -p a/b && touch f a/g && ln -s f l && cp -r a c && stat -c "%a %U:%G %n" * a/* c/*',
      'USER root',
      'RUN cd /srv/shared && mkdir -m 700 m && install -d i && cp -a a d && mkdir plain && chmod 755 plain && mv /etc/group moved && cp moved /etc/group && stat -c "%a %U:%G %n" m i d d/b plain moved',
      'COPY hello /srv/shared/new/hello',
      'WORKDIR /srv/shared/made',
    ],
    { hello: 'hello\n' },
  ),
  project('devices', [
    'FROM base',
    'RUN head -c 16 /dev/zero > /sixteen && head -c 32 /dev/urandom > /key && stat -c "%s %n" /sixteen /key && wc -c < /key && rm /key',
    'RUN dd if=/dev/urandom of=/random bs=1k count=2 2>/dev/null && stat -c %s /random && rm /random && cat /dev/null > /empty && stat -c %s /empty',
    'RUN cat < /dev/null; : > /also-empty; echo gone > /dev/null; cp /dev/null /copied && stat -c "%s %F" /copied',
    'RUN head -c 8 /dev/zero | od -An -tx1 && head -c 4 /dev/zero | tr "\\0" "x" && echo',
  ]),
  project('diff-and-cmp', [
    'FROM base',
    'RUN printf "a\\nb\\nc\\nd\\ne\\nf\\ng\\nh\\n" > /1 && sed "s/b/B/; /g/d; \\$a i" /1 > /2 && diff /1 /2 | sed 1,2d; diff -q /1 /2; diff /1 /1 && echo same',
    'RUN mkdir /x /y && echo 1 > /x/f && echo 2 > /y/f && echo 3 > /x/only && diff -rq /x /y; echo "exit $?"',
    'RUN cmp /1 /2; echo "exit $?"; cmp -s /1 /1 && echo equal; diff /1 /missing; echo "exit $?"',
  ]),
  project('head-and-tail', [
    'FROM base',
    'RUN seq 1 30 > /n && head -n 2 /n && head -3 /n | tail -1 && tail -n +29 /n && head -c 5 /n && head -n -28 /n && tail -c 3 /n && head -n 1 /n /n',
    'RUN printf "no newline" > /p && head -n 1 /p && tail -n 1 /p && echo && head -c 2 < /p && tail -n2 /n && head /missing; echo "exit $?"',
  ]),
  project('unpack-and-prune', [
    'FROM base AS sdk',
    'RUN mkdir -p /sdk/lib/debug /sdk/include /sdk/bin /sdk/share/doc && echo s > /sdk/lib/libx.so.1.2 && ln -s libx.so.1.2 /sdk/lib/libx.so.1 && ln -s libx.so.1 /sdk/lib/libx.so && echo d > /sdk/lib/debug/x.dbg && echo h > /sdk/include/x.h && echo a > /sdk/lib/libx.a && echo b > /sdk/bin/x && chmod +x /sdk/bin/x && echo doc > /sdk/share/doc/x',
    'RUN rm -rf /sdk/include /sdk/share /sdk/lib/debug && find /sdk -name "*.a" -exec rm -f {} + && find /sdk -type d -empty',
    'FROM base',
    'COPY --from=sdk /sdk/lib/*.so* /usr/lib/',
    'COPY --from=sdk /sdk/bin /usr/bin',
    'RUN ls /usr/lib && readlink /usr/lib/libx.so; cat /usr/lib/libx.so',
  ]),
  project('apt-like-layers', [
    'FROM base AS base2',
    'RUN mkdir -p /var/cache/pkg /usr/share/pkg && for p in a b c; do head -c 1000 /dev/zero > /var/cache/pkg/$p.pkg; echo "$p" > /usr/share/pkg/$p; done',
    'RUN rm -rf /var/cache/pkg/*',
    'RUN rm -rf /usr/share/pkg && mkdir /usr/share/pkg && echo new > /usr/share/pkg/a',
    'FROM base2',
    'RUN [ ! -e /usr/share/pkg/b ] && ls /var/cache/pkg | wc -l && rm -r /var/cache',
  ]),
];
