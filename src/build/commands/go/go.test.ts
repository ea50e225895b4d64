/** The go command. Expected words and outcomes are those of go 1.27.3 on linux/amd64 (Debian), run on the same files. */
import { describe, expect, test } from 'vitest';
import { runOn } from '../support/test-call.ts';

const SETUP =
  'export GOLANG_VERSION=1.27.3 GOTOOLCHAIN=local GOPATH=/go PATH=/usr/local/go/bin:$PATH; cd /src; ';
const MOD = 'module example.com/probe\n\ngo 1.24\n';
const HELLO = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println(1) }\n';
const HTTP = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":80", nil) }\n';
const WITH_UUID =
  'package main\n\nimport (\n\t"fmt"\n\n\t"github.com/google/uuid"\n)\n\nfunc main() { fmt.Println(uuid.NewString()) }\n';
const REQUIRE = 'module example.com/tickets\n\ngo 1.24\n\nrequire github.com/google/uuid v1.6.0\n';
const SUM =
  'github.com/google/uuid v1.6.0 h1:7qKmjAAQAjLDujq76M2EqVL4imerlgkgujJuzZWC5vw=\ngithub.com/google/uuid v1.6.0/go.mod h1:TIyPZe4MgqvfeYDBFedMoGGpEw/LqOeaOT+nhxU+yHo=\n';
const NO_MOD = "go.mod file not found in current directory or any parent directory; see 'go help modules'";

function run(files: Record<string, string>, script: string, image = 'golang:1.27') {
  const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/src/${name}`, text]));
  return runOn({ image, files: { '/src/': '', ...placed } }, SETUP + script);
}

describe('failures in the words of go', () => {
  test.each<[string, Record<string, string>, string, number, string]>([
    ['no go.mod', {}, 'go build .', 1, `go: ${NO_MOD}`],
    [
      'no go.mod, download',
      {},
      'go mod download',
      1,
      "go: no modules specified (see 'go help mod download')",
    ],
    ['no sources', { 'go.mod': MOD }, 'go build .', 1, 'no Go files in /src'],
    ['no such folder', { 'go.mod': MOD }, 'go build ./cmd/x', 1, 'stat /src/cmd/x: directory not found'],
    ['nothing to build', { 'go.mod': MOD }, 'go build ./...', 0, 'go: warning: "./..." matched no packages'],
    [
      'nothing to test',
      { 'go.mod': MOD },
      'go test ./...',
      1,
      'go: warning: "./..." matched no packages\nno packages to test',
    ],
    [
      'nothing to download',
      { 'go.mod': MOD },
      'go mod download',
      0,
      'go: no module dependencies to download',
    ],
    [
      'a package of the module that was not copied',
      {
        'go.mod': MOD,
        'main.go':
          'package main\nimport (\n\t"fmt"\n\t"example.com/probe/internal/x"\n)\nfunc main() { fmt.Println(x.X) }\n',
      },
      'go build .',
      1,
      'main.go:4:2: no required module provides package example.com/probe/internal/x; to add it:\n\tgo get example.com/probe/internal/x',
    ],
    [
      'a file of the package that was not copied',
      {
        'go.mod': MOD,
        'main.go': 'package main\nimport (\n\t"fmt"\n)\nfunc main() { fmt.Println(1, helper(1)) }\n',
      },
      'go build -o /out/probe .',
      1,
      '# example.com/probe\n./main.go:5:30: undefined: helper',
    ],
    [
      'no go.sum',
      { 'go.mod': REQUIRE, 'main.go': WITH_UUID },
      'go build .',
      1,
      'main.go:6:2: missing go.sum entry for module providing package github.com/google/uuid (imported by example.com/tickets); to add:\n\tgo get example.com/tickets',
    ],
    [
      'no go.sum, after a download',
      { 'go.mod': REQUIRE, 'main.go': WITH_UUID },
      'go mod download && go build .',
      1,
      'main.go:6:2: missing go.sum entry for module providing package github.com/google/uuid (imported by example.com/tickets); to add:\n\tgo get example.com/tickets',
    ],
    [
      'not required',
      { 'go.mod': 'module example.com/tickets\n\ngo 1.24\n', 'main.go': WITH_UUID },
      'go build .',
      1,
      'main.go:6:2: no required module provides package github.com/google/uuid; to add it:\n\tgo get github.com/google/uuid',
    ],
    [
      'a newer go is asked for',
      { 'go.mod': 'module m\n\ngo 1.28\n', 'main.go': HELLO },
      'go build .',
      1,
      'go: go.mod requires go >= 1.28 (running go 1.27.3; GOTOOLCHAIN=local)',
    ],
    [
      'broken go.mod',
      { 'go.mod': `${MOD}foo\n` },
      'go build .',
      1,
      'go: errors parsing go.mod:\ngo.mod:4: unknown directive: foo',
    ],
    [
      'no main package for a folder',
      { 'go.mod': MOD, 'x.go': 'package x\n' },
      'go build -o /out/ .',
      1,
      'go: no main packages to build',
    ],
    [
      'run of a library',
      { 'go.mod': MOD, 'x.go': 'package x\n' },
      'go run .',
      1,
      'package example.com/probe is not a main package',
    ],
    [
      'several packages to one file',
      { 'go.mod': MOD, 'main.go': HELLO, 'x/x.go': 'package x\n' },
      'go build -o /out/p ./...',
      1,
      'go: cannot write multiple packages to non-directory /out/p',
    ],
    [
      'no main function',
      { 'go.mod': MOD, 'main.go': 'package main\nfunc init(){}\n' },
      'go build -o x .',
      1,
      '# example.com/probe\nruntime.main_main·f: function main is undeclared in the main package',
    ],
    [
      'the output is a folder already',
      { 'go.mod': MOD, 'main.go': HELLO, 'probe/x.txt': '' },
      'go build',
      1,
      'go: build output "probe" already exists and is a directory',
    ],
    [
      'nothing to embed',
      {
        'go.mod': MOD,
        'main.go':
          'package main\nimport _ "embed"\n//go:embed static/*\nvar s string\nfunc main(){ print(s) }\n',
      },
      'go build .',
      1,
      'main.go:3:12: pattern static/*: no matching files found',
    ],
    [
      'not in std',
      { 'go.mod': MOD, 'main.go': HELLO },
      'go build nope',
      1,
      'package nope is not in std (/usr/local/go/src/nope)',
    ],
    [
      'a replacement that was not copied',
      {
        'go.mod':
          'module m\n\ngo 1.24\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n',
      },
      'go mod download',
      1,
      'go: example.com/lib@v0.0.0 (replaced by ./lib): reading lib/go.mod: open /src/lib/go.mod: no such file or directory',
    ],
    [
      'vendored otherwise than go.mod says',
      { 'go.mod': REQUIRE, 'main.go': WITH_UUID, 'vendor/modules.txt': '# x\n' },
      'go build .',
      1,
      'go: inconsistent vendoring in /src:\n\tgithub.com/google/uuid@v1.6.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor',
    ],
    ['unknown command', {}, 'go foo', 2, "go foo: unknown command\nRun 'go help' for usage."],
    [
      'unknown flag',
      { 'go.mod': MOD },
      'go build -x9 .',
      2,
      "flag provided but not defined: -x9\nusage: go build [-o output] [build flags] [packages]\nRun 'go help build' for details.",
    ],
    [
      'unknown system',
      { 'go.mod': MOD, 'main.go': HELLO },
      'GOOS=foo go build .',
      2,
      'go: unsupported GOOS/GOARCH pair foo/amd64',
    ],
    [
      'cgo without a compiler',
      { 'go.mod': MOD, 'main.go': HTTP },
      'CGO_ENABLED=1 go build .',
      1,
      '# runtime/cgo\ncgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',
    ],
  ])('%s', async (name, files, script, exitCode, stderr) => {
    const done = await run(files, script, name.startsWith('cgo') ? 'golang:1.27-alpine' : 'golang:1.27');
    expect({ exitCode: done.exitCode, stderr: done.stderr.trimEnd(), unknown: done.unknown }).toEqual({
      exitCode,
      stderr,
      unknown: [],
    });
  });
});

describe('programs', () => {
  const program = async (source: string, script: string, image?: string) => {
    const done = await run({ 'go.mod': MOD, 'main.go': source }, script, image);
    const entry = done.at('/out/p');
    return { exitCode: done.exitCode, ...(entry?.type === 'file' ? entry.program : {}) };
  };
  test.each<[string, string, string, string | undefined, object]>([
    ['net/http with cgo', HTTP, 'go build -o /out/p .', undefined, { linking: 'dynamic', libc: 'glibc' }],
    ['without cgo', HTTP, 'CGO_ENABLED=0 go build -o /out/p .', undefined, { linking: 'static' }],
    ['nothing of the C library', HELLO, 'go build -o /out/p .', undefined, { linking: 'static' }],
    ['no compiler, no cgo', HTTP, 'go build -o /out/p .', 'golang:1.27-alpine', { linking: 'static' }],
    ['netgo', HTTP, 'go build -tags netgo -o /out/p .', undefined, { linking: 'static' }],
    [
      'extldflags that nobody reads',
      HTTP,
      `go build -ldflags '-extldflags "-static"' -o /out/p .`,
      undefined,
      { linking: 'dynamic' },
    ],
    [
      'linked by the C linker',
      HTTP,
      `go build -ldflags '-linkmode external -extldflags "-static"' -o /out/p .`,
      undefined,
      { linking: 'static' },
    ],
    [
      'position-independent',
      HELLO,
      'CGO_ENABLED=0 go build -buildmode=pie -o /out/p .',
      undefined,
      { linking: 'dynamic' },
    ],
    [
      'another machine',
      HELLO,
      'GOARCH=arm64 go build -o /out/p .',
      undefined,
      { format: 'other', machine: 'linux/arm64' },
    ],
  ])('%s', async (_, source, script, image, expected) => {
    expect(await program(source, script, image)).toMatchObject({ exitCode: 0, ...expected });
  });

  test('name, place and mode by default', async () => {
    const done = await run(
      { 'go.mod': MOD, 'main.go': HELLO, 'cmd/tool/main.go': HELLO },
      'go build; go build -o /out/ ./... ; go install ./cmd/tool',
    );
    expect(done.meta('/src/probe')).toBe('0755 0:0');
    expect(done.paths('/out')).toEqual(['/out/probe', '/out/tool']);
    expect(done.meta('/go/bin/tool')).toBe('0755 0:0');
  });

  test('equal sources give equal programs, others do not', async () => {
    const done = await run(
      { 'go.mod': MOD, 'a/main.go': HELLO, 'b/main.go': HTTP },
      'go build -trimpath -o /out/1 ./a; go build -trimpath -o /out/2 ./a; go build -trimpath -o /out/3 ./b',
    );
    const [one, two, three] = ['1', '2', '3'].map((name) => {
      const entry = done.at(`/out/${name}`);
      return entry?.type === 'file' ? entry.fingerprint : undefined;
    });
    expect(one).toBeDefined();
    expect(one).toBe(two);
    expect(one).not.toBe(three);
  });

  test('modules are downloaded once', async () => {
    const done = await run(
      { 'go.mod': REQUIRE, 'go.sum': SUM, 'main.go': WITH_UUID },
      'go build -o /out/p . ; go build -o /out/p .',
    );
    expect(done.stderr).toBe('go: downloading github.com/google/uuid v1.6.0\n');
    expect(done.meta('/go/pkg/mod/github.com/google/uuid@v1.6.0')).toBe('0555 0:0');
  });

  test('packages without tests', async () => {
    const done = await run(
      { 'go.mod': MOD, 'main.go': HELLO, 'x/x.go': 'package x\n' },
      'go vet ./... && go test ./...',
    );
    expect(done.stdout).toBe(
      '?   \texample.com/probe\t[no test files]\n?   \texample.com/probe/x\t[no test files]\n',
    );
  });
});
