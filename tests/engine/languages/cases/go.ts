import { type LanguageCase, project } from '../case.ts';

const MOD = 'module example.com/app\n\ngo 1.27\n';
const HELLO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello")\n}\n';
const go = (name: string, lines: readonly string[], files: LanguageCase['files']) =>
  project(`go-${name}`, lines, files);
/** One stage with Go, `steps` in it, and an image of what it built. */
const built = (...steps: string[]) => [
  'FROM golang:1.27-alpine AS build',
  'WORKDIR /src',
  'COPY . .',
  ...steps,
];
const alone = ['FROM scratch', 'COPY --from=build /out/app /app', 'ENTRYPOINT ["/app"]'];

export const goCases: readonly LanguageCase[] = [
  go(
    'two-mains',
    [
      ...built('RUN go build -o /out/ ./cmd/...'),
      'FROM alpine:3.24',
      'COPY --from=build /out/ /usr/local/bin/',
      'CMD ["server"]',
    ],
    {
      'go.mod': MOD,
      'cmd/server/main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/app/internal/greet"\n)\n\nfunc main() { fmt.Println(greet.Hello("server")) }\n',
      'cmd/client/main.go': HELLO,
      'internal/greet/greet.go':
        'package greet\n\nfunc Hello(name string) string { return "hello " + name }\n',
    },
  ),
  go('mains-without-o', [...built('RUN go build ./cmd/a ./cmd/b && ls'), 'CMD ["./a"]'], {
    'go.mod': MOD,
    'cmd/a/main.go': HELLO,
    'cmd/b/main.go': HELLO,
  }),
  go('two-mains-one-output', [...built('RUN go build -o /out/app ./cmd/a ./cmd/b'), ...alone], {
    'go.mod': MOD,
    'cmd/a/main.go': HELLO,
    'cmd/b/main.go': HELLO,
  }),
  go('embed', [...built('RUN CGO_ENABLED=0 go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go':
      'package main\n\nimport (\n\t"embed"\n\t"fmt"\n)\n\n//go:embed static/*\nvar files embed.FS\n\n//go:embed VERSION\nvar version string\n\nfunc main() {\n\tb, err := files.ReadFile("static/index.html")\n\tfmt.Println(string(b), err, version)\n}\n',
    'static/index.html': '<h1>hi</h1>\n',
    VERSION: '1.0.0\n',
  }),
  go('embed-ignored-file', [...built('RUN CGO_ENABLED=0 go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go':
      'package main\n\nimport (\n\t_ "embed"\n\t"fmt"\n)\n\n//go:embed VERSION\nvar version string\n\nfunc main() { fmt.Println(version) }\n',
    VERSION: '1.0.0\n',
    '.dockerignore': 'VERSION\n',
  }),
  go('embed-without-import', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go':
      'package main\n\nimport "fmt"\n\n//go:embed VERSION\nvar version string\n\nfunc main() { fmt.Println(version) }\n',
    VERSION: '1.0.0\n',
  }),
  go(
    'run-in-build',
    [
      ...built('RUN go run ./tools/gen > version.txt && cat version.txt', 'RUN go build -o /out/app .'),
      ...alone,
    ],
    {
      'go.mod': MOD,
      'main.go': HELLO,
      'tools/gen/main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("v1.2.3") }\n',
    },
  ),
  go('run-as-cmd', ['FROM golang:1.27-alpine', 'WORKDIR /src', 'COPY . .', 'CMD ["go", "run", "."]'], {
    'go.mod': MOD,
    'main.go': HELLO,
  }),
  go(
    'run-as-cmd-no-module',
    ['FROM golang:1.27-alpine', 'WORKDIR /src', 'COPY main.go .', 'CMD ["go", "run", "."]'],
    {
      'go.mod': MOD,
      'main.go': HELLO,
    },
  ),
  go(
    'install-all',
    [
      ...built('RUN CGO_ENABLED=0 go install ./...'),
      'FROM scratch',
      'COPY --from=build /go/bin/ /',
      'CMD ["/app"]',
    ],
    {
      'go.mod': MOD,
      'main.go': HELLO,
      'cmd/extra/main.go': HELLO,
      'lib/lib.go': 'package lib\n\nconst X = 1\n',
    },
  ),
  go(
    'install-gobin',
    [
      'FROM golang:1.27-alpine AS build',
      'ENV GOBIN=/out CGO_ENABLED=0',
      'WORKDIR /src',
      'COPY . .',
      'RUN go install .',
      ...alone,
    ],
    {
      'go.mod': MOD,
      'main.go': HELLO,
    },
  ),
  go('test-passes', [...built('RUN go test ./...', 'RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
    'sum/sum.go': 'package sum\n\nfunc Add(a, b int) int { return a + b }\n',
    'sum/sum_test.go':
      'package sum\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Fatal("bad")\n\t}\n}\n',
  }),
  go('test-fails', [...built('RUN go test ./...', 'RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
    'sum/sum.go': 'package sum\n\nfunc Add(a, b int) int { return a - b }\n',
    'sum/sum_test.go':
      'package sum\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Fatal("bad")\n\t}\n}\n',
  }),
  go('test-does-not-compile', [...built('RUN go test ./...'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
    'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestX(t *testing.T) { undefinedHelper(t) }\n',
  }),
  go('vet-clean', [...built('RUN go vet ./... && go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
  }),
  go('vet-printf', [...built('RUN go vet ./...', 'RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Printf("%d\\n", "text")\n}\n',
  }),
  go('build-tag', [...built('RUN CGO_ENABLED=0 go build -tags prod -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println(mode) }\n',
    'prod.go': '//go:build prod\n\npackage main\n\nconst mode = "prod"\n',
    'dev.go': '//go:build !prod\n\npackage main\n\nconst mode = "dev"\n',
  }),
  go('build-tag-missing', [...built('RUN CGO_ENABLED=0 go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println(mode) }\n',
    'prod.go': '//go:build prod\n\npackage main\n\nconst mode = "prod"\n',
  }),
  go(
    'ldflags',
    [
      'FROM golang:1.27-alpine AS build',
      'ARG VERSION=dev',
      'WORKDIR /src',
      'COPY . .',
      'RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w -X main.version=${VERSION} -X \'example.com/app/internal/info.Date=now\'" -o /out/app .',
      ...alone,
    ],
    {
      'go.mod': MOD,
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/app/internal/info"\n)\n\nvar version = "none"\n\nfunc main() { fmt.Println(version, info.Date) }\n',
      'internal/info/info.go': 'package info\n\nvar Date string\n',
    },
  ),
  go('ldflags-unquoted', [...built('RUN go build -ldflags -s -w -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
  }),
  go(
    'cgo-debian-scratch',
    ['FROM golang:1.27 AS build', 'WORKDIR /src', 'COPY . .', 'RUN go build -o /out/app .', ...alone],
    {
      'go.mod': MOD,
      'main.go':
        'package main\n\n// int twice(int x);\nimport "C"\nimport "fmt"\n\nfunc main() { fmt.Println(C.twice(21)) }\n',
      'twice.c': 'int twice(int x) { return 2 * x; }\n',
    },
  ),
  go(
    'cgo-off-with-c',
    [
      'FROM golang:1.27 AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN CGO_ENABLED=0 go build -o /out/app .',
      ...alone,
    ],
    {
      'go.mod': MOD,
      'main.go':
        'package main\n\n// int twice(int x);\nimport "C"\nimport "fmt"\n\nfunc main() { fmt.Println(C.twice(21)) }\n',
      'twice.c': 'int twice(int x) { return 2 * x; }\n',
    },
  ),
  go('vendor', [...built('RUN CGO_ENABLED=0 go build -mod=vendor -o /out/app .'), ...alone], {
    'go.mod': `${MOD}\nrequire example.com/dep v1.0.0\n`,
    'main.go':
      'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/dep"\n)\n\nfunc main() { fmt.Println(dep.Name) }\n',
    'vendor/modules.txt': '# example.com/dep v1.0.0\n## explicit; go 1.27\nexample.com/dep\n',
    'vendor/example.com/dep/dep.go': 'package dep\n\nconst Name = "dep"\n',
  }),
  go('vendor-ignored', [...built('RUN CGO_ENABLED=0 go build -mod=vendor -o /out/app .'), ...alone], {
    'go.mod': `${MOD}\nrequire example.com/dep v1.0.0\n`,
    'main.go': 'package main\n\nimport "example.com/dep"\n\nfunc main() { println(dep.Name) }\n',
    'vendor/modules.txt': '# example.com/dep v1.0.0\n## explicit; go 1.27\nexample.com/dep\n',
    'vendor/example.com/dep/dep.go': 'package dep\n\nconst Name = "dep"\n',
    '.dockerignore': 'vendor\n',
  }),
  go('replace-local', [...built('RUN CGO_ENABLED=0 go build -o /out/app .'), ...alone], {
    'go.mod': `${MOD}\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ./dep\n`,
    'main.go': 'package main\n\nimport "example.com/dep"\n\nfunc main() { println(dep.Name) }\n',
    'dep/go.mod': 'module example.com/dep\n\ngo 1.27\n',
    'dep/dep.go': 'package dep\n\nconst Name = "dep"\n',
  }),
  go(
    'replace-not-copied',
    [
      'FROM golang:1.27-alpine AS build',
      'WORKDIR /src',
      'COPY go.mod .',
      'RUN go mod download',
      'COPY . .',
      'RUN go build -o /out/app .',
      ...alone,
    ],
    {
      'go.mod': `${MOD}\nrequire example.com/dep v0.0.0\n\nreplace example.com/dep => ./dep\n`,
      'main.go': 'package main\n\nimport "example.com/dep"\n\nfunc main() { println(dep.Name) }\n',
      'dep/go.mod': 'module example.com/dep\n\ngo 1.27\n',
      'dep/dep.go': 'package dep\n\nconst Name = "dep"\n',
    },
  ),
  go('workspace', [...built('RUN CGO_ENABLED=0 go build -o /out/app ./server'), ...alone], {
    'go.work': 'go 1.27\n\nuse (\n\t./server\n\t./shared\n)\n',
    'server/go.mod': 'module example.com/server\n\ngo 1.27\n',
    'server/main.go': 'package main\n\nimport "example.com/shared"\n\nfunc main() { println(shared.Name) }\n',
    'shared/go.mod': 'module example.com/shared\n\ngo 1.27\n',
    'shared/shared.go': 'package shared\n\nconst Name = "shared"\n',
  }),
  go(
    'workspace-member-missing',
    [
      'FROM golang:1.27-alpine AS build',
      'WORKDIR /src',
      'COPY go.work .',
      'COPY server server',
      'RUN go build -o /out/app ./server',
      ...alone,
    ],
    {
      'go.work': 'go 1.27\n\nuse (\n\t./server\n\t./shared\n)\n',
      'server/go.mod': 'module example.com/server\n\ngo 1.27\n',
      'server/main.go': HELLO,
      'shared/go.mod': 'module example.com/shared\n\ngo 1.27\n',
    },
  ),
  go('syntax-error', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hello"\n}\n',
  }),
  go('type-error', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tvar n int = "seven"\n\tfmt.Println(n)\n}\n',
  }),
  go('unused-import', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println("hello")\n}\n',
  }),
  go('unused-variable', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nfunc main() {\n\tx := 1\n\tprintln("hello")\n}\n',
  }),
  go('newer-go', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': 'module example.com/app\n\ngo 1.99.0\n',
    'main.go': HELLO,
  }),
  go('package-not-required', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go':
      'package main\n\nimport "github.com/google/uuid"\n\nfunc main() { println(uuid.New().String()) }\n',
  }),
  go('own-package-missing', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "example.com/app/internal/store"\n\nfunc main() { store.Open() }\n',
  }),
  go('package-not-in-std', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "utils/strings"\n\nfunc main() { strings.X() }\n',
  }),
  go(
    'goflags',
    [
      'FROM golang:1.27-alpine AS build',
      'ENV GOFLAGS="-trimpath -mod=readonly" CGO_ENABLED=0',
      'WORKDIR /src',
      'COPY . .',
      'RUN go build -o /out/app ./...',
      ...alone,
    ],
    { 'go.mod': MOD, 'main.go': HELLO },
  ),
  go(
    'goflags-wrong',
    [
      'FROM golang:1.27-alpine AS build',
      'ENV GOFLAGS="trimpath"',
      'WORKDIR /src',
      'COPY . .',
      'RUN go build -o /out/app .',
      ...alone,
    ],
    { 'go.mod': MOD, 'main.go': HELLO },
  ),
  go('generate', [...built('RUN go generate ./... && CGO_ENABLED=0 go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go':
      'package main\n\n//go:generate sh -c "printf \'package main\\n\\nconst built = true\\n\' > gen.go"\n\nfunc main() { println(built) }\n',
  }),
  go('generate-forgotten', [...built('RUN CGO_ENABLED=0 go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\n//go:generate go run ./tools/gen\n\nfunc main() { println(built) }\n',
    'tools/gen/main.go':
      'package main\n\nimport "os"\n\nfunc main() { os.WriteFile("gen.go", []byte("package main\\n\\nconst built = true\\n"), 0o644) }\n',
  }),
  go('folder-without-go', [...built('RUN go build -o /out/app ./cmd'), ...alone], {
    'go.mod': MOD,
    'cmd/app/main.go': HELLO,
  }),
  go('folder-missing', [...built('RUN go build -o /out/app ./cmd/server'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
  }),
  go('two-packages-in-folder', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
    'util.go': 'package util\n\nfunc X() {}\n',
  }),
  go('duplicate-main', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
    'other.go': 'package main\n\nfunc main() {}\n',
  }),
  go('library-started', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'lib.go': 'package lib\n\nfunc X() int { return 1 }\n',
  }),
  go('internal-of-others', [...built('RUN go build -o /out/app ./cmd/app'), ...alone], {
    'go.mod': MOD,
    'cmd/app/main.go':
      'package main\n\nimport "example.com/app/lib/internal/secret"\n\nfunc main() { println(secret.X) }\n',
    'lib/internal/secret/secret.go': 'package secret\n\nconst X = 1\n',
  }),
  go('import-cycle', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nimport "example.com/app/a"\n\nfunc main() { a.A() }\n',
    'a/a.go': 'package a\n\nimport "example.com/app/b"\n\nfunc A() { b.B() }\n',
    'b/b.go': 'package b\n\nimport "example.com/app/a"\n\nfunc B() { a.A() }\n',
  }),
  go(
    'list-and-fmt',
    [
      ...built('RUN test -z "$(gofmt -l .)" && go list ./... && CGO_ENABLED=0 go build -o /out/app .'),
      ...alone,
    ],
    { 'go.mod': MOD, 'main.go': HELLO },
  ),
  go(
    'gofmt-finds',
    [...built('RUN test -z "$(gofmt -l .)"', 'RUN CGO_ENABLED=0 go build -o /out/app .'), ...alone],
    { 'go.mod': MOD, 'main.go': 'package main\nfunc main() {\nprintln("x")\n}\n' },
  ),
  go('test-binary', [...built('RUN CGO_ENABLED=0 go test -c -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
    'main_test.go': 'package main\n\nimport "testing"\n\nfunc TestX(t *testing.T) {}\n',
  }),
  go('cross-arm', [...built('RUN CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': HELLO,
  }),
  go('no-main-function', [...built('RUN go build -o /out/app .'), ...alone], {
    'go.mod': MOD,
    'main.go': 'package main\n\nfunc Main() {}\n',
  }),
];
