import { projects, script } from './project.ts';

const project = projects('assets');

/** Text that a build makes from text: pages, configuration, versions, lists; and scripts that do it. */
export const assetProjects = [
  project(
    'concatenate-and-hash',
    [
      'FROM base AS assets',
      'WORKDIR /src',
      'COPY css css',
      'RUN mkdir -p /www && cat css/reset.css css/[a-q]*.css css/z.css > /tmp/all.css && sed -e "s#/\\*.*\\*/##g" -e "s/^[[:space:]]*//" -e "/^$/d" /tmp/all.css | tr -d "\\n" > /tmp/min.css && h=$(sha256sum /tmp/min.css | cut -c1-8) && mv /tmp/min.css "/www/app.$h.css" && echo "{\\"app.css\\":\\"app.$h.css\\"}" > /www/manifest.json',
      'FROM base',
      'COPY --from=assets /www /www',
      'RUN cat /www/manifest.json && ls /www',
    ],
    {
      'css/reset.css': '/* reset */\n* { margin: 0; }\n\n',
      'css/main.css': 'body {\n    color: red; /* red */\n}\n',
      'css/z.css': '.z { top: 0 }\n',
    },
  ),
  project(
    'inject-version',
    [
      'FROM base AS build',
      'ARG VERSION=dev',
      'ARG COMMIT',
      'WORKDIR /app',
      'COPY --exclude=rootfs . .',
      'RUN sed -i -e "s/@VERSION@/${VERSION}/g" -e "s/@COMMIT@/${COMMIT:-unknown}/" version.js && printf \'{"version":"%s","commit":"%.7s"}\\n\' "$VERSION" "$COMMIT" > build-info.json && cat version.js build-info.json',
      'FROM base',
      'ARG VERSION',
      'LABEL org.opencontainers.image.version=$VERSION',
      'COPY --from=build /app/version.js /app/build-info.json /app/',
    ],
    {
      'version.js': 'export const v = "@VERSION@ (@COMMIT@)"; // @VERSION@\n',
      '.dockerignore': 'Dockerfile\n',
    },
    { buildArgs: { VERSION: '2.3.1', COMMIT: '0123456789abcdef' } },
  ),
  project(
    'template-by-env',
    [
      'FROM base',
      'ENV HOST=example.org PORT=8080 MODE="with space"',
      'COPY nginx.conf.tpl render.sh /etc/app/',
      'RUN /etc/app/render.sh /etc/app/nginx.conf.tpl > /etc/app/nginx.conf && cat /etc/app/nginx.conf && rm /etc/app/*.tpl',
    ],
    {
      'nginx.conf.tpl':
        'server {\n  listen {{PORT}};\n  server_name {{HOST}};\n  # {{MODE}} {{MISSING}}\n}\n',
      'render.sh': script(
        'set -eu',
        'cp "$1" /tmp/out',
        'for key in $(grep -o "{{[A-Z]*}}" "$1" | tr -d "{}" | sort -u); do',
        '  eval "value=\\${$key:-}"',
        '  sed -i "s|{{$key}}|$value|g" /tmp/out',
        'done',
        'cat /tmp/out; rm /tmp/out',
      ),
    },
  ),
  project('here-document-template', [
    'FROM base',
    'ARG WORKERS=4',
    'RUN <<EOF',
    'set -e',
    'mkdir -p /etc/app',
    'cat > /etc/app/conf.ini <<INI',
    '[server]',
    'workers = ${WORKERS}',
    'path = $(pwd)/data',
    'INI',
    "cat > /etc/app/raw.ini <<'INI'",
    'workers = ${WORKERS}',
    'INI',
    'grep -c workers /etc/app/*.ini',
    'EOF',
  ]),
  project(
    'awk-report',
    [
      'FROM base',
      'COPY sales.csv /',
      'RUN awk -F, \'NR > 1 { total[$2] += $3 * $4; n++ } END { for (k in total) print k, total[k]; print "rows", n }\' /sales.csv | sort > /report && cat /report',
      "RUN awk -F, -v OFS=';' '{ $1 = toupper($1); print $1, $3, length($2) }' /sales.csv | head -3 && awk 'BEGIN { FS = \",\" } $4 > 5 { c++ } END { printf \"%d of %d\\n\", c, NR - 1 }' /sales.csv",
      'RUN awk \'/^b/,/^d/ { print NR ": " substr($0, 1, 3) }\' /sales.csv; awk -F, \'{ gsub(/[aeiou]/, "*", $1); a[NR] = $1 } END { for (i = NR; i > 0; i--) printf "%s ", a[i]; print "" }\' /sales.csv',
    ],
    {
      'sales.csv':
        'item,shop,count,price\napple,north,3,2.5\nbread,south,1,4\ncake,north,2,10\ndate,east,7,1\n',
    },
  ),
  project(
    'sed-kinds',
    [
      'FROM base',
      'COPY conf /conf',
      "RUN sed -n '/^\\[db\\]/,/^\\[/p' /conf && sed -E 's/^([a-z]+) *= *(.*)$/\\2 <- \\1/; t; s/^/# /' /conf",
      "RUN sed -i '/^\\[db\\]/a pool = 5' /conf && sed -i -e '$ a # end' -e '1 i # start' /conf && sed -i 's/^host = .*/host = db\\n# moved/' /conf && cat /conf",
      "RUN sed = /conf | sed 'N; s/\\n/: /' | head -n 3 && sed -n '$=' /conf && sed 's/[^=]*$/X/2; y/abc/ABC/; 3q' /conf && sed -e '/#/d' -e 's,/var,/srv,;s/a/b/gi' /conf | tail -n 2",
    ],
    { conf: '[web]\nport = 80\nroot = /var/www\n[db]\nhost = localhost\nname = app\n[end]\n' },
  ),
  project(
    'find-and-xargs',
    [
      'FROM base',
      'COPY tree /tree',
      'RUN find /tree -name "*.txt" | sort | xargs -n 1 basename | tr "\\n" " " && echo && find /tree -type f -print0 | sort -z | xargs -0 -I{} sh -c \'echo "$(wc -c < "{}") {}"\'',
      'RUN find /tree -mindepth 1 -maxdepth 1 | sort && find /tree -path "*/skip/*" -o -name "*.txt" -print | sort && find /tree -name "*.tmp" -exec rm -v {} \\; | wc -l',
      'RUN find /tree -type f -exec chmod 640 {} + && find /tree -type d -exec chmod 750 {} + && find /tree -perm 640 | wc -l && find /tree -newer /conf 2>/dev/null; find /tree -type f -size -1k; find /tree -empty',
      'RUN echo "a b c" | xargs mkdir -p && ls -d /a /b /c && printf "%s\\n" x y z | xargs -n 2 echo && find /nowhere -name x; echo "exit $?"',
    ],
    {
      'tree/a.txt': 'a\n',
      'tree/with space.txt': 'b b\n',
      'tree/skip/c.txt': 'c\n',
      'tree/skip/d.tmp': '',
      'tree/deep/er/e.txt': 'eee\n',
      'tree/deep/f.tmp': 'x',
    },
  ),
  project(
    'env-file',
    [
      'FROM base',
      'COPY app.env /etc/app.env',
      'RUN set -a && . /etc/app.env && set +a && env | grep ^APP_ | sort && sh -c \'echo "child $APP_NAME"\'',
      'RUN export $(grep -v "^#" /etc/app.env | xargs) && echo "$APP_PORT" && while IFS="=" read -r k v; do case "$k" in \\#*|"") continue;; esac; echo "$k is [$v]"; done < /etc/app.env',
    ],
    { 'app.env': '# settings\nAPP_NAME=demo\nAPP_PORT=8080\n\nAPP_EMPTY=\n' },
  ),
  project(
    'run-parts',
    [
      'FROM base',
      'COPY setup.d /setup.d',
      'RUN for s in /setup.d/*.sh; do if [ -x "$s" ]; then echo "running $(basename "$s")"; "$s"; else echo "sourcing ${s##*/}"; . "$s"; fi; done; echo "LOADED=$LOADED"; cat /order',
    ],
    {
      'setup.d/10-first.sh': script('echo 10 >> /order'),
      'setup.d/20-second.sh': 'echo 20 >> /order\nLOADED=yes\n',
      'setup.d/5-last.sh': script('echo 5 >> /order'),
      'setup.d/notes.txt': 'none\n',
    },
  ),
  project(
    'checks-before-release',
    [
      'FROM base AS source',
      'WORKDIR /src',
      'COPY src .',
      'FROM source AS lint',
      'RUN ! grep -rn "TODO" . && touch /lint.ok',
      'FROM source AS test',
      'RUN ./test.sh && touch /test.ok',
      'FROM base AS release',
      'COPY --from=lint /lint.ok /checks/',
      'COPY --from=test /test.ok /checks/',
      'COPY --from=source /src/app.sh /usr/local/bin/app',
    ],
    {
      'src/app.sh': script('echo app "$@"'),
      'src/test.sh': script(
        'set -e',
        'got=$(./app.sh x)',
        '[ "$got" = "app x" ] || { echo "got $got"; exit 1; }',
        'echo "1 test passed"',
      ),
    },
  ),
  project(
    'checks-fail',
    [
      'FROM base AS source',
      'WORKDIR /src',
      'COPY src .',
      'FROM source AS test',
      'RUN ./test.sh',
      'FROM base AS release',
      'COPY --from=test /src/app.sh /usr/local/bin/app',
    ],
    {
      'src/app.sh': script('echo app "$@"'),
      'src/test.sh': script(
        'set -e',
        'got=$(./app.sh x)',
        '[ "$got" = "app y" ] || { echo "FAIL: got $got" >&2; exit 4; }',
      ),
    },
  ),
  project('skipped-stages', [
    'FROM base AS test',
    'RUN echo never && exit 1',
    'FROM base AS docs',
    'RUN mkdir /docs && echo d > /docs/d',
    'FROM base AS release',
    'COPY --from=docs /docs /docs',
    'RUN ls /docs',
  ]),
  project(
    'messages',
    [
      'FROM base',
      'COPY po /po',
      'RUN mkdir -p /out && for po in /po/*.po; do lang=${po##*/}; lang=${lang%.po}; mkdir -p "/out/$lang"; sed -n \'s/^msgstr "\\(.*\\)"$/\\1/p\' "$po" | sort > "/out/$lang/messages"; printf "%-6s%3d\\n" "$lang" "$(wc -l < "/out/$lang/messages")"; done',
    ],
    {
      'po/de.po': 'msgid "b"\nmsgstr "zwei"\nmsgid "a"\nmsgstr "eins"\n',
      'po/pt_BR.po': 'msgid "a"\nmsgstr "um"\n',
    },
  ),
  project(
    'make-by-hand',
    [
      'FROM base',
      'WORKDIR /b',
      'COPY src src',
      'RUN compile() { echo "CC $1"; cat "$1" > "$2"; }; mkdir -p obj; for c in src/*.c; do o=obj/$(basename "${c%.c}").o; [ "$o" -nt "$c" ] || compile "$c" "$o" || exit 1; done; cat obj/*.o > prog; chmod +x prog; ls obj; test -x prog && test ! -d prog && echo linked',
    ],
    { 'src/a.c': 'int a;\n', 'src/main.c': 'int main;\n' },
  ),
  project(
    'index-page',
    [
      'FROM base',
      'COPY posts /posts',
      'RUN { echo \'<ul>\'; for p in $(ls /posts | sort -r); do t=$(head -n 1 "/posts/$p" | cut -c3-); echo "  <li><a href=\\"$p\\">$t</a></li>"; done; echo \'</ul>\'; } | tee /index.html && wc -l /index.html | awk \'{print $1}\'',
    ],
    { 'posts/2024-01.md': '# First & <new>\ntext\n', 'posts/2025-02.md': '# Second "one"\n' },
  ),
  project(
    'crlf-and-charset',
    [
      'FROM base',
      'COPY dos.txt /',
      "RUN tr -d '\\r' < /dos.txt > /unix.txt && cat /unix.txt && wc -c /dos.txt /unix.txt && sed -i 's/\\r$//' /dos.txt && cmp /dos.txt /unix.txt && echo same && grep -c é /unix.txt && tr a-z A-Z < /unix.txt",
    ],
    { 'dos.txt': 'one\r\ntwo é\r\n' },
  ),
  project('sort-and-join', [
    'FROM base',
    'RUN printf "b 2\\na 10\\nc 1\\na 9\\n" > /t && sort /t && sort -k2 -n /t && sort -k1,1 -u /t && sort -rn -k2 /t | head -1 && cut -d" " -f1 /t | sort | uniq -d && sort -t" " -k1,1 -k2,2nr /t | tr " " ":" && uniq -c /t | wc -l',
    'RUN printf "1\\n2\\n3\\n" | paste -sd, - && printf "a:b:c\\n" | cut -d: -f2- && echo abc | rev && seq -s " " 3 -1 1 && printf "x\\ty\\n" | expand -t 4 && seq 3 | tac && echo "one two" | fold -w 4 && nl /t',
  ]),
  project('arithmetic', [
    'FROM base',
    'RUN i=0; while [ $i -lt 3 ]; do i=$((i + 1)); [ $i -eq 2 ] && continue; echo "turn $i"; done; echo $((7 / 2)) $((7 % 3)) $(((1 + 2) * 3)) $((0x10)) $((i > 2 ? 1 : 0)); until [ $i -le 0 ]; do : $((i -= 1)); done; echo $i; expr 3 + 4 \\* 2; printf "%03d|%-5s|%5.2f|%x|%c\\n" 7 ab 3.14159 255 xyz',
    'RUN n=8; f() { local n=$1; [ $n -le 1 ] && { echo 1; return; }; echo $((n * $(f $((n - 1))))); }; f 5; echo $n; set -- a "b c" d; for x; do echo "<$x>"; done; shift 2; echo $# $1; IFS=:; set -- $PATH; echo $1',
  ]),
  project('case-of-platform', [
    'FROM base',
    'ARG TARGETARCH',
    'RUN case "$TARGETARCH" in amd64) a=x86_64;; arm64) a=aarch64;; *) echo "unknown $TARGETARCH" >&2; exit 1;; esac; echo "fetching tool-$a.tgz" && [ "$(uname -s)" = Linux ] && echo linux',
  ]),
  project('failing-pipe', [
    'FROM base',
    'RUN cat /missing | sort > /sorted; echo "exit $?"; ls /sorted',
    'SHELL ["/bin/sh", "-eo", "pipefail", "-c"]',
    'RUN cat /missing | sort > /sorted2; echo never',
  ]),
  project('exec-form', [
    'FROM base',
    'ENV NAME=value',
    'RUN ["/bin/echo", "$NAME", "a  b"]',
    'RUN ["sh", "-c", "echo $NAME; echo $0", "zero"]',
    'RUN ["mkdir", "-p", "/x/y", "/x/{a,b}"]',
    'RUN ["touch", "/x/*"]',
    'RUN ["nothing-like-it"]',
  ]),
  project(
    'second-build',
    [
      'FROM base AS deps',
      'COPY lock /lock',
      'RUN sort /lock > /deps',
      'FROM base AS build',
      'COPY --from=deps /deps /deps',
      'COPY src /src',
      'RUN cat /deps /src/* > /bundle',
      'FROM base',
      'COPY --from=build /bundle /bundle',
    ],
    { lock: 'b\na\n', 'src/1': '1\n', 'src/2': '2\n' },
    { again: { files: { 'src/2': 'two\n' } } },
  ),
  project(
    'second-build-same-result',
    [
      'FROM base AS gen',
      'COPY src /src',
      'RUN grep -v "^#" /src/list > /list',
      'FROM base',
      'COPY --from=gen /list /list',
      'RUN wc -l < /list',
    ],
    { 'src/list': '# one\na\n' },
    { again: { files: { 'src/list': '# two\na\n' } } },
  ),
];
