/** Calls of single tools, as Dockerfiles have them: what they say, what they leave, how they end. */
import type { ScriptCase } from '../case.ts';

type More = Partial<ScriptCase>;
type Script = string | (More & { readonly script: string });

/** Tools that coreutils, findutils, sed and the like share with BusyBox: asked of both. */
const BOTH: Readonly<Record<string, Script>> = {
  'dd-copy': { script: 'dd if=in of=out bs=4 count=2 2>/dev/null; cat out', files: { in: 'abcdefghijkl' } },
  'dd-zero': 'dd if=/dev/zero of=blank bs=1024 count=3 2>/dev/null; wc -c < blank',
  'dd-missing': 'dd if=none of=out',
  'tee-append': 'echo a | tee f; echo b | tee -a f; cat f',
  'tee-two': 'echo a | tee f g > /dev/null; cat f g',
  'tee-denied': { script: 'echo a | tee /w/f', user: 'nobody' },
  'tee-missing-folder': 'echo a | tee none/f',
  'xargs-echo': "printf 'a b\\nc\\n' | xargs echo x",
  'xargs-n': "printf 'a b c' | xargs -n 1 echo",
  'xargs-replace': "printf 'a\\nb\\n' | xargs -I{} cp in {}.txt",
  'xargs-rm': { script: 'find . -name "*.tmp" | xargs rm -f', files: { 'a.tmp': '', 'd/b.tmp': '', c: '' } },
  'xargs-print0': { script: 'find . -name "*.tmp" -print0 | xargs -0 rm', files: { 'a b.tmp': '', c: '' } },
  'xargs-empty': 'printf "" | xargs -r rm; echo $?',
  'xargs-missing': 'echo a | xargs uv; echo $?',
  'sha256-check': {
    script: 'sha256sum -c sums',
    files: { f: 'hello\n', sums: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  f\n' },
  },
  'sha256-check-wrong': {
    script: 'sha256sum -c sums; echo $?',
    files: { f: 'other\n', sums: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  f\n' },
  },
  'sha256-check-missing': {
    script: 'sha256sum -c sums; echo $?',
    files: { sums: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  f\n' },
  },
  'sha256-check-pipe': {
    script: 'echo "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  f" | sha256sum -c -',
    files: { f: 'hello\n' },
  },
  'sha256-check-one-space': {
    script:
      'echo "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03 f" | sha256sum -c -; echo $?',
    files: { f: 'hello\n' },
  },
  'sha256-print': { script: 'sha256sum f; sha256sum < f | cut -c1-8', files: { f: 'hello\n' } },
  'base64-both': { script: 'base64 f; echo aGVsbG8K | base64 -d', files: { f: 'hello\n' } },
  'base64-wrong': 'echo "***" | base64 -d; echo $?',
  'nproc-makes-jobs': 'test "$(nproc)" -ge 1 && echo ok',
  'getent-none': { script: 'getent passwd nosuch; echo $?', quiet: 'the BusyBox that answers has no getent' },
  'id-root': { script: 'id -u; id -g; id -un; whoami' },
  'id-nobody': { script: 'id -u; whoami', user: 'nobody' },
  'id-number': { script: 'id -u; whoami', user: '1234' },
  'id-missing': 'id nosuch; echo $?',
  'sleep-zero': 'sleep 0 && echo done',
  'sleep-wrong': 'sleep abc; echo $?',
  'stat-format': { script: 'stat -c "%n %a %U %G %s %F" f d l', files: { f: 'abc', 'd/': '', l: '-> f' } },
  'stat-missing': 'stat none; echo $?',
  'mktemp-file': 'f=$(mktemp) && test -f "$f" && stat -c %a "$f" && rm "$f"',
  'mktemp-directory': 'd=$(mktemp -d) && test -d "$d" && stat -c %a "$d" && rmdir "$d"',
  'find-names': {
    script: 'find . -type f -name "*.txt" | sort',
    files: { 'a.txt': '', 'd/b.txt': '', 'd/c': '' },
  },
  'find-delete': { script: 'find . -name "*.pyc" -delete', files: { 'a.pyc': '', 'd/b.pyc': '', 'd/c': '' } },
  'find-exec': { script: 'find . -type f -exec chmod 600 {} \\;', files: { 'a.pyc': '', 'd/b': '' } },
  'find-exec-plus': { script: 'find d -type f -exec rm -f {} +', files: { a: '', 'd/b': '', 'd/e/f': '' } },
  'find-exec-rm-directories': {
    script: 'find . -depth -type d -name __pycache__ -exec rm -rf {} +',
    files: { 'a/__pycache__/x': '', 'b/c/__pycache__/y': '', 'b/keep': '' },
  },
  'find-or': {
    script: "find . \\( -name test -o -name '*.md' \\) -prune -exec rm -rf '{}' +",
    files: { 'test/x': '', 'README.md': '', 'src/test/y': '', 'src/main': '' },
  },
  'find-user': { script: 'chown 1:1 a; find . -user daemon; find . ! -user root', files: { a: '', b: '' } },
  'find-maxdepth': { script: 'find . -maxdepth 1 -mindepth 1 | sort', files: { 'a/b': '', c: '' } },
  'find-empty': { script: 'find . -type d -empty -delete', files: { 'a/b/': '', 'c/d': '' } },
  'find-perm': {
    script: 'chmod 755 a; find . -type f -perm 755; find . -type f -perm -u+x',
    files: { a: '', b: '' },
  },
  'find-missing': 'find none; echo $?',
  'find-not-path': {
    script: 'find . -type f ! -path "./node_modules/*" | sort',
    files: { 'node_modules/x': '', 'src/y': '' },
  },
  'find-links': { script: 'find . -type l', files: { l: '-> x', x: '' } },
  'find-size': { script: 'find . -type f -size +0', files: { a: 'a', b: '' } },
  'find-newer': {
    script: 'find . -newer a; echo $?',
    files: { a: 'a', b: '' },
    quiet: 'times are those of the build',
  },
  'du-summary': { script: 'du -s none; echo $?', quiet: 'blocks are those of the engine’s disk' },
  'readlink-plain': { script: 'readlink l; readlink f; echo $?', files: { l: '-> f', f: '' } },
  'readlink-f': {
    script: 'readlink -f l2; readlink -f d/../f; readlink -f none; readlink -f none/x; echo $?',
    files: { l2: '-> l', l: '-> f', f: '', 'd/': '' },
  },
  'realpath-some': { script: 'realpath l d/../f', files: { l: '-> f', f: '', 'd/': '' } },
  'realpath-missing': 'realpath none/x; echo $?',
  'which-some': 'which sh ls uv | wc -l; which uv; echo $?',
  'env-ignore': 'env -i A=1 sh -c \'echo "[$A][$HOME]"\'',
  'env-unset': { script: 'env -u B sh -c \'echo "[$B]"\'', env: { B: '2' } },
  'env-print': { script: 'env | grep -c "^B="; printenv B', env: { B: '2' } },
  'tar-pipe': {
    script: 'mkdir out && tar c -C src . | tar x -C out',
    files: { 'src/a': 'a', 'src/d/b': 'b' },
  },
  'tar-create-extract': {
    inside: ['out'],
    script: 'tar -czf x.tgz src && mkdir out && tar -xzf x.tgz -C out --strip-components=1 && rm x.tgz',
    files: { 'src/a': 'a', 'src/d/b': 'b' },
  },
  'tar-list': { script: 'tar cf x.tar src && tar tf x.tar | sort; rm x.tar', files: { 'src/a': 'a' } },
  'tar-missing': { script: 'tar xf none.tar; echo $?', quiet: 'each tar has its own words' },
  'tar-not-archive': {
    script: 'tar xzf f; echo $?',
    files: { f: 'not found\n' },
    quiet: 'each tar has its own words',
  },
  'gzip-both': { script: 'gzip f && ls && gunzip f.gz && cat f', files: { f: 'hello\n' } },
  'gzip-keep': { script: 'gzip -k f; ls', files: { f: 'hello\n' } },
  'gunzip-missing': 'gunzip none.gz; echo $?',
  'cpio-pipe': {
    script: 'mkdir out; cd src && find . | cpio -pdm ../out',
    files: { 'src/a': 'a', 'src/d/b': 'b' },
    programs: ['cpio'],
    quiet: 'blocks are counted in other units',
  },
  'sed-in-place': { script: "sed -i 's/8080/80/' conf && cat conf", files: { conf: 'port 8080\n' } },
  'sed-in-place-backup': { script: "sed -i.bak 's/a/b/' f; cat f f.bak", files: { f: 'a\n' } },
  'sed-in-place-missing': "sed -i 's/a/b/' none; echo $?",
  'sed-delete': { script: "sed -i '/^#/d;s/[ ]*$//' f; cat f", files: { f: '# a\nb  \n' } },
  'sed-e': { script: "sed -e 's|/a|/b|g' -e '$a end' f", files: { f: '/a/a\n' } },
  'sed-n': { script: "sed -n '2p' f; sed -n 's/^v\\(.*\\)$/\\1/p' f", files: { f: 'v1\nv2\n' } },
  'sed-E': { script: "sed -E 's/(a+)b/[\\1]/' f", files: { f: 'aab\n' } },
  'sed-owner': { script: "chown 5:6 f; chmod 600 f; sed -i 's/a/b/' f", files: { f: 'a\n' } },
  'sed-wrong': "echo a | sed 's/a'; echo $?",
  'patch-file': {
    script: 'patch -p1 < x.patch; cat f',
    files: { f: 'a\nb\nc\n', 'x.patch': '--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n' },
    programs: ['patch'],
  },
  'patch-fails': {
    script: 'patch -p1 < x.patch; echo $?',
    files: { f: 'x\ny\nz\n', 'x.patch': '--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n' },
    programs: ['patch'],
    quiet: 'each patch has its own words',
  },
  'date-fixed': 'date -u -d @0 +%Y-%m-%d',
  'date-stamp': 'date +%s | grep -c "^[0-9]*$"',
  'timeout-passes': 'timeout 5 echo a; echo $?',
  'timeout-fails': "timeout 5 sh -c 'exit 3'; echo $?",
  'timeout-missing': 'timeout 5 uv; echo $?',
  'nohup-runs': { script: 'nice -n 5 echo a' },
  'head-tail': { script: 'head -n 1 f; tail -n 1 f; head -c 2 f; tail -n +2 f', files: { f: 'a\nb\nc\n' } },
  'head-missing': 'head none; echo $?',
  'grep-missing': 'grep a none; echo $?',
  'grep-q': {
    script: 'grep -q b f && echo yes; grep -q z f || echo no; grep -c a f; grep -o "[0-9]*" f',
    files: { f: 'a1\nb22\n' },
  },
  'grep-r': { script: 'grep -rl needle . | sort', files: { 'a/b': 'needle\n', c: 'x\n' } },
  'awk-fields': {
    script: "awk '{print $2}' f; awk -F: '$3 == 0 {print $1}' p",
    files: { f: 'a b\n', p: 'root:x:0\nx:x:1\n' },
  },
  'cut-tr': { script: "cut -d= -f2 f | tr -d '\"' | tr a-z A-Z", files: { f: 'V="abc"\n' } },
  'sort-unique': { script: 'sort -u f; sort -n f; sort -r f | head -1', files: { f: '10\n9\n10\n' } },
  'wc-some': { script: 'wc -l f; wc -c < f', files: { f: 'a\nb\n' } },
  'basename-some': 'basename /a/b.txt .txt; dirname /a/b.txt; dirname x',
  'seq-some': 'seq 3; seq 2 2 6',
  'expr-some': 'expr 1 + 2; expr abc : "a\\(.*\\)"',
  'printf-some': "printf '%s=%d\\n' a 1 b 2; printf 'no newline'",
  'ln-relative': { script: 'ln -s f l && ln -sf g l && ln f h && ls', files: { f: '' } },
  'ln-exists': { script: 'ln -s f f2; echo $?', files: { f: '', f2: '' } },
  'cp-preserve': { script: 'chown 5:6 f; cp -p f g; cp f h; cp -a d e', files: { f: '', 'd/x': '' } },
  'install-mode': {
    script: 'install -m 755 f /w/bin/ ; install -D -m 644 f x/y/z; echo $?',
    files: { f: 'a', 'bin/': '' },
  },
  'rm-missing': 'rm none; echo $?; rm -f none; echo $?',
  'rm-directory': { script: 'rm d; echo $?; rm -r d; echo $?', files: { 'd/x': '' } },
  'mkdir-exists': { script: 'mkdir d; echo $?; mkdir -p d; echo $?', files: { 'd/': '' } },
  'chmod-missing': 'chmod +x none; echo $?',
  'chown-unknown-user': { script: 'chown nosuch f; echo $?', files: { f: '' } },
  'chown-unknown-group': { script: 'chown root:nosuch f; echo $?', files: { f: '' } },
  'cat-missing': 'cat none; echo $?',
  'cat-directory': { script: 'cat d; echo $?', files: { 'd/': '' } },
  'touch-many': 'touch a b && ls',
  'split-lines': { script: 'split -l 1 f part-', files: { f: 'a\nb\n' } },
  'comm-diff': {
    script: 'diff a b; echo $?; cmp -s a b; echo $?',
    files: { a: '1\n', b: '2\n' },
    quiet: 'each diff has its own format',
  },
  'od-hex': "printf 'ab' | od -An -tx1",
  'rev-tac': { script: 'tac f', files: { f: 'a\nb\n' } },
  'yes-head': 'yes | head -n 2',
  'test-user': {
    script: 'test -w /w/f && echo can || echo cannot; test -r f && echo reads',
    files: { f: '' },
    user: 'nobody',
  },
  'su-command': { script: "su nobody -s /bin/sh -c 'id -u'" },
  'chpasswd-root': {
    script: "echo 'root:secret' | chpasswd; echo $?",
    quiet: 'the salt is random, and BusyBox speaks',
  },
};

const DEBIAN: Readonly<Record<string, Script>> = {
  'openssl-rand': {
    script: 'openssl rand -hex 16 | tr -d "\\n" | wc -c; openssl rand -base64 24 > key',
    programs: ['openssl'],
  },
  'openssl-genrsa': {
    script: 'openssl genrsa -out key.pem 2048',
    programs: ['openssl'],
    quiet: 'dots of its progress',
  },
  'openssl-self-signed': {
    script:
      'openssl req -x509 -nodes -newkey rsa:2048 -days 365 -subj "/CN=localhost" -keyout key.pem -out cert.pem',
    programs: ['openssl'],
    quiet: 'dots of its progress',
  },
  'openssl-request': {
    script:
      'openssl genrsa -out k.pem 2048 2>/dev/null && openssl req -new -key k.pem -subj "/CN=x" -out r.csr && openssl x509 -req -in r.csr -signkey k.pem -days 1 -out c.pem',
    programs: ['openssl'],
    quiet: 'it says what it signs',
  },
  'openssl-missing-folder': {
    script:
      'openssl req -x509 -nodes -newkey rsa:2048 -subj "/CN=localhost" -keyout ssl/key.pem -out ssl/cert.pem',
    programs: ['openssl'],
    quiet: 'numbers of its threads',
  },
  'openssl-digest': { script: 'openssl dgst -sha256 f', files: { f: 'hello\n' }, programs: ['openssl'] },
  'openssl-unknown': {
    script: 'openssl nope; echo $?',
    programs: ['openssl'],
    quiet: 'it names every command',
  },
  'ssh-keygen-key': { script: 'ssh-keygen -q -t ed25519 -N "" -f id', programs: ['ssh-keygen'] },
  'ssh-keygen-missing-folder': {
    script: 'ssh-keygen -q -t ed25519 -N "" -f none/id; echo $?',
    programs: ['ssh-keygen'],
  },
  'ssh-keyscan-no-network': {
    script: 'ssh-keyscan github.com > hosts 2>/dev/null',
    programs: ['ssh-keyscan'],
  },
  'update-ca-certificates': {
    script:
      'update-ca-certificates > /dev/null 2>&1; echo $?; test -s /etc/ssl/certs/ca-certificates.crt && echo there',
    programs: ['update-ca-certificates'],
    files: { '/etc/ssl/certs/ca-certificates.crt': 'x' },
  },
  'update-alternatives': {
    script:
      'update-alternatives --install /usr/bin/mytool mytool /w/t 10 > /dev/null && readlink /usr/bin/mytool /etc/alternatives/mytool',
    files: { t: 'x' },
  },
  'ldconfig-runs': 'ldconfig; echo $?',
  'envsubst-file': {
    script: "envsubst < in > out; cat out; envsubst '$A' < in",
    files: { in: '$A ${B} $C\n' },
    env: { A: '1', B: '2' },
    programs: ['envsubst'],
  },
  'rsync-absent': { script: 'rsync -a src/ out/', without: ['rsync'] },
  'rsync-copies': {
    script: 'rsync -a src/ out/',
    files: { 'src/a': 'a', 'src/d/b': 'b' },
    programs: ['rsync'],
  },
  'groupmod-gid': { script: 'groupadd -g 1500 app && groupmod -g 1600 app && grep ^app: /etc/group' },
  'groupmod-name': { script: 'groupadd -g 1500 app && groupmod -n web app && grep 1500 /etc/group' },
  'groupmod-missing': 'groupmod -g 1 nosuch; echo $?',
  'usermod-uid': { script: 'useradd -u 1500 app && usermod -u 1600 app && id -u app' },
  'usermod-group': {
    script: 'useradd -u 1500 app && groupadd -g 1700 extra && usermod -aG extra app && id app',
  },
  'usermod-shell': {
    script: 'useradd -u 1500 app && usermod -s /bin/bash -d /srv app && grep ^app: /etc/passwd',
  },
  'usermod-missing': 'usermod -aG root nosuch; echo $?',
  'usermod-missing-group': 'usermod -aG nosuch root; echo $?',
  'userdel-user': {
    script: 'useradd -m -u 1500 app && userdel -r app; grep -c ^app: /etc/passwd; ls /home',
    quiet: 'it speaks of a mail spool',
  },
  'passwd-lock': { script: 'useradd -u 1500 app && passwd -l app && passwd -d root', lines: ['nothing'] },
  'chpasswd-missing': "echo 'nosuch:x' | chpasswd; echo $?",
  'setcap-file': {
    script: 'echo x > t && chmod 755 t && setcap cap_net_bind_service=+ep t; echo $?',
    programs: ['setcap'],
  },
  'setcap-missing': {
    script: 'setcap cap_net_bind_service=+ep none; echo $?',
    programs: ['setcap'],
    quiet: 'it prints its usage',
  },
  'gosu-command': { script: 'gosu nobody id -u', programs: ['gosu'] },
  'gosu-missing-user': { script: 'gosu nosuch id; echo $?', programs: ['gosu'] },
  'gosu-version': { script: 'gosu --version > /dev/null', programs: ['gosu'] },
  'tini-runs': {
    script: 'tini -- echo hi; echo $?',
    programs: ['tini'],
    quiet: 'it says that it is not the first process',
  },
  'git-init': {
    script: 'git init -q repo && test -d repo/.git && git -C repo status --porcelain',
    programs: ['git'],
    inside: ['repo/.git'],
  },
  'git-not-repository': { script: 'git rev-parse HEAD; echo $?', programs: ['git'] },
  'git-describe-none': { script: 'git describe --tags 2>/dev/null || echo dev', programs: ['git'] },
  'locale-gen': {
    script: "sed -i '/en_US.UTF-8/s/^# //' /etc/locale.gen && locale-gen > /dev/null; echo $?",
    programs: ['locale-gen'],
    files: { '/etc/locale.gen': '# en_US.UTF-8 UTF-8\n' },
  },
  localedef: {
    script: 'localedef -i en_US -c -f UTF-8 en_US.UTF-8; echo $?',
    programs: ['localedef'],
  },
  'php-version': { script: 'php -v > /dev/null', programs: ['php'] },
  'php-code': { script: "php -r 'echo 1 + 1;'", programs: ['php'] },
  'php-missing': { script: 'php none.php; echo $?', programs: ['php'] },
  'php-artisan-missing': { script: 'php artisan config:cache; echo $?', programs: ['php'] },
  'ruby-missing': { script: 'ruby none.rb; echo $?', programs: ['ruby'] },
  'ruby-code': { script: "ruby -e 'puts 1 + 1'", programs: ['ruby'] },
  'rake-none': { script: 'rake; echo $?', programs: ['rake'], lines: ['rake aborted', 'No Rakefile'] },
  'python-missing': { script: 'python3 none.py; echo $?', programs: ['python3'] },
  'node-missing': { script: 'node none.js; echo $?', programs: ['node'], lines: ['Error: Cannot find'] },
  'getent-user': 'getent passwd root; getent group root; getent passwd nosuch; echo $?',
  'zip-unzip': {
    inside: ['out'],
    script: 'zip -qr x.zip src && mkdir out && unzip -q x.zip -d out && rm x.zip',
    files: { 'src/a': 'a' },
    programs: ['zip', 'unzip'],
  },
  'unzip-missing': {
    script: 'unzip none.zip; echo $?',
    programs: ['unzip'],
    quiet: 'it tries several endings',
  },
  'xz-tar': {
    inside: ['out'],
    script: 'tar cJf x.txz src && mkdir out && tar xJf x.txz -C out && rm x.txz',
    files: { 'src/a': 'a' },
    programs: ['xz'],
  },
  'xz-untar-missing': { script: 'tar xJf x.txz', files: { 'x.txz': 'x' }, without: ['xz'] },
  'xz-untar-missing-by-name': {
    script: 'tar xf x.tar.xz',
    files: { 'x.tar.xz': '\u00fd7zXZ' },
    without: ['xz'],
    quiet: 'the archive is none',
  },
  'bzip2-untar-missing': { script: 'tar xjf x.tbz', files: { 'x.tbz': 'x' }, without: ['bzip2'] },
  'xz-tar-missing': { script: 'tar cJf x.txz src', files: { 'src/a': 'a' }, without: ['xz'] },
  'useradd-system': { script: 'useradd -r -s /usr/sbin/nologin -M app && grep -c ^app: /etc/passwd' },
  'install-owner': { script: 'useradd -u 1500 app && install -o app -g app -m 750 -d data' },
  'dpkg-arch': 'dpkg --print-architecture',
  'arch-uname': 'uname -m; uname -s; arch',
};

/** The BusyBox that answers is Debian's, which lacks what Alpine's has: find -delete, cpio, printenv, nice, split, /etc/passwd of Alpine. */
const NOT_ASKED: ReadonlySet<string> = new Set([
  'find-delete',
  'find-empty',
  'find-user',
  'env-print',
  'cpio-pipe',
  'nohup-runs',
  'split-lines',
  'getent-none',
]);

const cases = (prefix: string, system: ScriptCase['system'], scripts: Readonly<Record<string, Script>>) =>
  Object.entries(scripts).map(
    ([name, one]): ScriptCase => ({
      name: `${prefix}-${name}`,
      system,
      ...(typeof one === 'string' ? { script: one } : one),
    }),
  );

export const toolCases: readonly ScriptCase[] = [
  ...cases('gnu', 'debian', BOTH),
  ...cases(
    'busybox',
    'busybox',
    Object.fromEntries(Object.entries(BOTH).filter(([name]) => !NOT_ASKED.has(name))),
  ),
  ...cases('debian', 'debian', DEBIAN),
];
