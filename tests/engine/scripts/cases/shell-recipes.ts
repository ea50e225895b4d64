/** What people write into the RUNs of their Dockerfiles, and into the scripts that these run. */
import type { ShellScripts } from './each-shell.ts';

export const RECIPES: ShellScripts = {
  'recipe-eux-chain':
    'set -eux; mkdir -p /w/app/data; cd /w/app; printf "%s\\n" one two > data/list; wc -l < data/list; rm -r data; ls -A',
  'recipe-arch-map':
    'set -eu; case "$(uname -m)" in x86_64) A=amd64; B=x64 ;; aarch64|arm64) A=arm64; B=arm64 ;; *) echo "no binary for $(uname -m)" >&2; exit 1 ;; esac; URL="https://example.org/v${VERSION:-1.2}/tool_${VERSION:-1.2}_linux_${A}.tar.gz"; echo "$URL" "${URL##*/}" $B',
  'recipe-retry':
    'set -e; try() { [ -f ready ]; }; i=0; until try; do i=$((i + 1)); if [ "$i" -gt 3 ]; then echo "gave up" >&2; exit 1; fi; [ "$i" -ne 2 ] || touch ready; echo "again $i"; done; echo "ready after $i"',
  'recipe-retry-for':
    'for i in 1 2 3 4; do [ -f ok ] && break || { echo "try $i"; [ $i -lt 3 ] || touch ok; }; done; echo "left with $?"',
  'recipe-retry-fails': 'set -e; for i in 1 2 3; do false && break; echo "try $i"; done; echo "code $?"',
  'recipe-checksum': {
    script:
      'set -e; sum=$(sha256sum f | cut -d " " -f 1); echo "$sum  f" | sha256sum -c -; [ "${#sum}" -eq 64 ] && echo long',
    files: { f: 'text\n' },
  },
  'recipe-checksum-wrong': {
    script:
      'set -e; echo "0000000000000000000000000000000000000000000000000000000000000000  f" | sha256sum -c - || { echo "bad sum"; exit 3; }',
    files: { f: 'text\n' },
    lines: ['bad sum', 'FAILED'],
  },
  'recipe-saved-mark':
    'savedMark="a b c"; set -eux; echo base > base; buildDeps="gcc make"; for d in $buildDeps; do echo "install $d" >> log; done; [ -z "$savedMark" ] || echo $savedMark > kept; cat log kept',
  'recipe-exit-or-true':
    'set -e; rm nothere 2>/dev/null || true; (cd nothere 2>/dev/null && echo in) || echo "no dir"; test -d nothere || mkdir nothere; ls',
  'recipe-env-file': {
    script: 'set -a; . ./.env; set +a; env | grep "^APP_" | sort; echo "${APP_NAME}-${APP_PORT}"',
    files: {
      '.env':
        '# settings\nAPP_NAME="my app"\nAPP_PORT=80${SUFFIX:-80}\nexport APP_URL=http://localhost:$APP_PORT/\n',
    },
  },
  'recipe-env-export': {
    script: 'export $(grep -v "^#" .env | xargs); echo "$A-$B"',
    files: { '.env': '# c\nA=1\nB=two\n' },
  },
  'recipe-template': {
    script:
      'PORT=8080 NAME=web; sed -e "s|@PORT@|${PORT}|g" -e "s|@NAME@|$NAME|" conf.tpl > conf; cat conf; grep -q 8080 conf && echo "has port"',
    files: { 'conf.tpl': 'listen @PORT@;\nname @NAME@ @NAME@;\nraw $PORT;\n' },
  },
  'recipe-conf-heredoc':
    'cat > app.conf <<EOF\nuser = $(whoami)\nhome = ${HOME}\nliteral = \\$HOME\nlist = $(for i in 1 2 3; do printf "%s," $i; done)\nEOF\ncat app.conf; grep -c = app.conf',
  'recipe-script-heredoc':
    'cat > run.sh <<\'EOS\'\n#!/bin/sh\nset -e\necho "args: $# $*"\nexec "$@"\nEOS\nchmod +x run.sh; ./run.sh echo "a  b" c; ./run.sh false; echo $?',
  'recipe-entrypoint': {
    script: './entry.sh serve --port 80; ./entry.sh --flag; ./entry.sh sh -c "echo custom"; ./entry.sh',
    files: {
      'entry.sh':
        '#!/bin/sh\nset -eu\nif [ "${1:-}" = "serve" ] || [ "${1#-}" != "${1:-}" ]; then\n  set -- echo server "$@"\nfi\nexec "$@"\n',
    },
    executable: ['entry.sh'],
  },
  'recipe-wait-for':
    'n=0; while ! test -e sock; do n=$((n+1)); [ $n -ge 3 ] && touch sock; done; echo "waited $n"',
  'recipe-users': {
    script:
      'set -e; while IFS=: read -r name _ uid gid _ home sh; do [ "$uid" -ge 1000 ] && echo "$name $uid:$gid $home ${sh##*/}" || :; done < passwd',
    files: {
      passwd:
        'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001:App User:/home/app:/bin/bash\nweb:x:1001:1001::/srv:/bin/false\n',
    },
  },
  'recipe-args-parse': {
    script: './p.sh -v --name="a b" --out dir x y; ./p.sh --bad; echo $?; ./p.sh -h',
    files: {
      'p.sh':
        '#!/bin/sh\nv=0 name= out=.\nwhile [ $# -gt 0 ]; do\n  case $1 in\n    -v|--verbose) v=1 ;;\n    --name=*) name=${1#*=} ;;\n    --out) out=$2; shift ;;\n    -h) echo "usage: ${0##*/}"; exit 0 ;;\n    --) shift; break ;;\n    -*) echo "unknown $1" >&2; exit 2 ;;\n    *) break ;;\n  esac\n  shift\ndone\necho "v=$v name=$name out=$out rest=$*"\n',
    },
    executable: ['p.sh'],
  },
  'recipe-find-delete': {
    script:
      'find . -type f \\( -name "*.pyc" -o -name "*.pyo" \\) -exec rm -f {} +; find . -type d -name __pycache__ -exec rm -rf {} +; find . | sort',
    files: { 'a/__pycache__/x.pyc': '', 'a/b.py': '', 'a/c.pyo': '' },
  },
  'recipe-for-files': {
    script:
      'for f in src/*.txt; do b=$(basename "$f" .txt); cp "$f" "out_$b.md"; done; ls; for d in src/*/; do echo "dir $d"; (cd "$d" && pwd); done',
    files: { 'src/a.txt': 'a', 'src/b c.txt': 'b', 'src/sub/x': '' },
  },
  'recipe-while-find': {
    script:
      'count=0; find . -name "*.c" | sort > list; while read -r f; do count=$((count+1)); echo "$count $f"; done < list; echo "total $count"',
    files: { 'x.c': '', 'd/y.c': '' },
  },
  'recipe-cut-awk': {
    script:
      'ver=$(awk -F\'"\' \'/"version"/ {print $4; exit}\' package.json); echo $ver; echo "$ver" | cut -d. -f1,2; IFS=. read -r a b c <<EOF\n$ver\nEOF\necho $((a + 1)).0.0 $b $c',
    files: { 'package.json': '{\n  "name": "x",\n  "version": "3.14.15",\n  "main": "i.js"\n}\n' },
  },
  'recipe-if-elif': {
    script:
      'for f in yarn.lock package-lock.json pnpm-lock.yaml none; do if [ -f "$f" ] && [ "$f" = yarn.lock ]; then echo "yarn"; elif [ -f "$f" ]; then echo "other $f"; else echo "no $f"; fi; done',
    files: { 'package-lock.json': '{}', 'yarn.lock': '' },
  },
  'recipe-lock-choice': {
    script:
      'if [ -f yarn.lock ]; then echo yarn; elif [ -f package-lock.json ]; then echo npm; else echo "Lockfile not found." && exit 1; fi',
  },
  'recipe-debug-ls': {
    script: 'ls -la /nothere || ls; echo "PATH is ${PATH%%:*}"; [ "$DEBUG" = true ] && set -x || echo quiet',
    env: { DEBUG: 'false' },
    lines: ['PATH', 'quiet', 'No such'],
  },
  'recipe-date-version':
    'V=1.2.3; MAJOR=${V%%.*}; REST=${V#*.}; MINOR=${REST%%.*}; echo "$MAJOR.$MINOR"; [ "$MAJOR" -ge 1 ] && [ "$MINOR" -lt 10 ] && echo ok; if [ "$V" != "${V#1.}" ]; then echo one; fi',
  'recipe-tr-case':
    "name='My App Name'; slug=$(echo \"$name\" | tr 'A-Z ' 'a-z-'); echo $slug; upper=$(printf '%s' \"$name\" | tr '[:lower:]' '[:upper:]'); echo \"$upper\"; echo \"$name\" | tr -d ' ' | rev 2>/dev/null || true",
  'recipe-xargs': {
    script:
      "cat pkgs | grep -v '^#' | xargs echo install; sort -u pkgs | xargs -n 2 echo; xargs -a /dev/null echo none 2>/dev/null || true",
    files: { pkgs: '# c\na\nb\na\nc\n' },
    lines: ['install', 'a b', '# c', 'c'],
  },
  'recipe-tee-config':
    "printf '%s\\n' '[global]' 'key=value' | tee -a conf > /dev/null && echo 'more=1' >> conf && cat conf && tail -n +2 conf | head -n 1",
  'recipe-unset-guard':
    'set -u; : "${TOKEN:=default}"; echo "$TOKEN"; unset TOKEN; echo "${TOKEN-gone}"; : "${SECRET:?must be given}"; echo never',
  'recipe-nested-functions':
    'log() { echo "[$1] $2"; }; die() { log error "$1" >&2; exit "${2:-1}"; }; need() { command -v "$1" > /dev/null 2>&1 || die "no $1" 4; }; need sh; log info ok; (die inner 5); echo $?; die outer',
  'recipe-tmpdir':
    'set -e; tmp=$(mktemp -d); trap \'rm -rf "$tmp"\' EXIT; echo x > "$tmp/a"; cp "$tmp/a" ./got; cat got; [ -d "$tmp" ] && echo there',
  'recipe-subshell-cd':
    'mkdir -p a/b; (cd a && (cd b && touch deep) && touch mid); pwd; find . -type f | sort; cd a && cd - > /dev/null && pwd',
  'recipe-numeric-loop':
    'i=5; while [ $i -gt 0 ]; do printf "%d " $i; i=$((i-2)); done; echo; for i in $(seq 1 3); do echo -n "$i,"; done; echo; seq -s+ 1 4',
  'recipe-grep-codes': {
    script:
      'grep -q b f && echo has; grep -q z f || echo "not $?"; grep z f; echo $?; grep -c . f; if ! grep -q "^c" f; then echo c >> f; fi; cat f; grep x nofile; echo $?',
    files: { f: 'a\nb\n' },
  },
  'recipe-printf-php':
    "{ echo 'memory_limit=256M'; echo 'upload_max=10M'; } > php.ini; { printf 'a=%s\\n' \"$(( 4 * 1024 ))\"; } >> php.ini; cat php.ini",
  'recipe-ln-versions':
    'mkdir -p opt/tool-1.0/bin opt/tool-2.0/bin; for v in 1.0 2.0; do ln -sfn tool-$v opt/tool; done; readlink opt/tool; echo v > opt/tool/bin/x; ls opt/tool-2.0/bin opt/*/bin',
  'recipe-sort-latest':
    "printf '%s\\n' v1.2 v1.10 v1.9 | sort -t. -k2 -n | tail -n 1; ls -d /w | sed 's|/||'; printf 'b 2\\na 10\\nc 1\\n' | sort -k2 -n | awk '{print $1}' | tr '\\n' ' '",
  'recipe-one-line-if':
    '[ 1 -eq 1 ] && { echo a; echo b; } || echo c; [ -n "$X" ] || X=set; echo $X; test "$X" = set && echo yes; [ "$X" = no ] && echo never',
  'recipe-multi-line':
    'set -ex \\\n    && mkdir -p build \\\n    # a comment in between\n    && cd build \\\n    && echo "done: $(pwd)" ; \\\n    echo end',
  'recipe-quoted-json':
    'echo \'{"a": "b", "c": [1, 2]}\' > j; cat j; echo "{\\"x\\": \\"$HOME\\"}"; printf \'{"k":"%s"}\\n\' "v\\"q"',
  'recipe-here-python':
    "cat <<'PY' > m.py\nimport sys\nif __name__ == '__main__':\n\tprint(f\"{sys.argv[1]!r}\")\nPY\nwc -l < m.py; grep -n print m.py",
  'recipe-last-assignment': '[ -f none ] && X=1; Y=2',
  'recipe-or-assignment':
    'set -e; command -v nothere-tool-x >/dev/null || MISSING=1; echo "missing ${MISSING:-0}"',
  'recipe-and-last': 'mkdir d; [ -d e ] && echo e',
  'recipe-e-and-group':
    'set -e; [ -f none ] && { echo a; }; echo b; if [ -f none ] && [ -f none2 ]; then echo c; fi; [ ! -f none ] && echo d; [ -f none ] || echo e; echo $?',
  'recipe-trap-err-exit':
    'set -e; on_exit() { code=$?; echo "exit $code"; }; trap on_exit EXIT; mkdir d; cd d; cat nothere; echo never',
  'recipe-read-choice':
    'echo "y" | { read -r a; case $a in [Yy]*) echo agreed ;; *) echo no ;; esac; }; printf "n\\n" > ans; read -r b < ans; [ "$b" = n ] && echo "said $b"',
};
