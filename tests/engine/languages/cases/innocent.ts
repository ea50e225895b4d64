import { type LanguageCase, project } from '../case.ts';

const WAIT = 'setInterval(() => {}, 1000);\n';
const node = (name: string, files: LanguageCase['files'], cmd = '["node", "index.js"]') =>
  project(`innocent-node-${name}`, ['FROM node:24-slim', 'WORKDIR /app', 'COPY . .', `CMD ${cmd}`], files);
const python = (name: string, files: LanguageCase['files'], cmd = '["python", "main.py"]') =>
  project(
    `innocent-python-${name}`,
    ['FROM python:3.14-slim', 'WORKDIR /app', 'COPY . .', `CMD ${cmd}`],
    files,
  );
const SLEEP = '\nimport time\n\ntime.sleep(600)\n';

/** Programs that look wrong to somebody who reads lines, and are right. */
export const innocentCases: readonly LanguageCase[] = [
  project(
    'innocent-go',
    [
      'FROM golang:1.27-alpine AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN go vet ./... && CGO_ENABLED=0 go build -o /out/app .',
      'FROM scratch',
      'COPY --from=build /out/app /app',
      'ENTRYPOINT ["/app"]',
    ],
    {
      'go.mod': 'module example.com/app\n\ngo 1.27\n',
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\t"os"\n\t"strings"\n)\n\nvar (\n\tmode  = "x"\n\tcount int\n)\n\ntype shape interface {\n\tArea(scale float64) float64\n}\n\ntype square struct{ side float64 }\n\nfunc (s square) Area(\n\tscale float64,\n) float64 {\n\treturn s.side * s.side * scale\n}\n\nfunc pick[T any](\n\tlist []T,\n\tat int,\n) (T, error) {\n\treturn list[at], nil\n}\n\nfunc main() {\n\tfmt.Println(mode, count, helper, Limit)\n\tfmt.Println(\n\t\tstrings.Map(func(r rune) rune {\n\t\t\tif r == \'(\' {\n\t\t\t\treturn \'[\'\n\t\t\t}\n\t\t\treturn r\n\t\t}, `a (raw\nstring (over lines`),\n\t\tstrings.Repeat("=", 2)+\n\t\t\t"x",\n\t)\n\tvar v any = square{side: 2}\n\tswitch s := v.(type) {\n\tcase shape:\n\t\tfmt.Println(s.Area(\n\t\t\t2,\n\t\t))\n\t}\n\tif name, ok := os.LookupEnv("NAME"); ok {\n\t\tfmt.Fprintln(os.Stderr, name)\n\t}\n\tfor i, word := range os.Args {\n\t\tdefer func(n int) { fmt.Print(n, word) }(i)\n\t}\n\tgot, err := pick([]string{"a"}, 0)\n\tfmt.Println(got, err, max(1, 2), len(os.Args))\nouter:\n\tfor {\n\t\tbreak outer\n\t}\n}\n',
      'other.go':
        'package main\n\nconst (\n\tLimit = iota\n\t_\n)\n\nvar helper, second = 1, 2\n\nfunc init() { _ = second }\n\nfunc init() {}\n',
    },
  ),
  node('comment-in-commonjs', {
    'package.json': '{"type": "commonjs"}\n',
    'index.js': `/*\nimport x from './nothing.js';\n*/\nconst usage = \`\nimport y from 'nothing'\nrequire('nothing')\n\`;\n${WAIT}`,
  }),
  node('lazy-require', {
    'index.js': `function later() {\n  const x = require('./nothing');\n  return x;\n}\ntry {\n  require('./optional');\n} catch {}\n${WAIT}`,
  }),
  node(
    'create-require',
    {
      'index.mjs': `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nconst data = require('./data.json');\nconsole.log(data);\n${WAIT}`,
      'data.json': '{}\n',
    },
    '["node", "index.mjs"]',
  ),
  node('dynamic-import', {
    'package.json': '{"type": "commonjs"}\n',
    'index.js': `import('./lib.mjs').then(({ x }) => console.log(x));\n${WAIT}`,
    'lib.mjs': 'export const x = 1;\n',
  }),
  node('exports-of-many-kinds', {
    'package.json': '{"type": "module"}\n',
    'index.js': `import all, { a, b as c, d, e, f } from './lib.js';\nimport * as rest from './lib.js';\nimport cjs from './old.cjs';\nimport { named } from './old.cjs';\nconsole.log(all, a, c, d, e, f, rest, cjs, named);\n${WAIT}`,
    'lib.js':
      'export const a = 1, b = 2;\nexport function d() {}\nexport class e {}\nconst g = 3;\nexport { g as f };\nexport default g;\n',
    'old.cjs': 'exports.named = 1;\n',
  }),
  node(
    'no-ending',
    {
      server: `require('./lib');\n${WAIT}`,
      'lib/package.json': '{"main": "./main"}\n',
      'lib/main.js': 'module.exports = 1;\n',
    },
    '["node", "server"]',
  ),
  python('docstring', {
    'main.py': `"""How to use it:\n\nimport nothing\nfrom nothing import something\n"""${SLEEP}`,
  }),
  python('star-and-getattr', {
    'main.py': `from pkg import anything, thing, sub\nfrom pkg.names import *\nimport pkg.sub as s, json as j\nprint(anything, thing, sub, s, j)${SLEEP}`,
    'pkg/__init__.py': 'from .names import *\n\n\ndef __getattr__(name):\n    return name\n',
    'pkg/names.py': 'thing = 1\n',
    'pkg/sub.py': 'from . import names\nfrom .names import thing\n',
  }),
  python('type-checking', {
    'main.py': `from __future__ import annotations\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from requests import Session\n\ntry:\n    import tomli as toml\nexcept ModuleNotFoundError:\n    import tomllib as toml\nprint(toml)${SLEEP}`,
  }),
  python('path-by-itself', {
    'main.py': `import sys\n\nsys.path.insert(0, 'lib')\nimport inner\nprint(inner)${SLEEP}`,
    'lib/inner.py': '',
  }),
  python(
    'module-of-module',
    {
      'app/main.py': `from .core import (\n    a,  # one\n    b,\n)\nfrom ..app import core\nprint(a, b, core)${SLEEP}`,
      'app/core.py': 'a, b = 1, 2\n',
    },
    '["python", "-m", "app.main"]',
  ),
  python(
    'folder-with-main',
    { 'tool/__main__.py': `import helper\nprint(helper)${SLEEP}`, 'tool/helper.py': '' },
    '["python", "tool"]',
  ),
];
