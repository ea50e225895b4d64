import { type LanguageCase, project } from '../case.ts';

const python = (name: string, lines: readonly string[], files: LanguageCase['files']) =>
  project(`python-${name}`, lines, files);
const app = (...steps: string[]) => ['FROM python:3.14-slim', 'WORKDIR /app', 'COPY . .', ...steps];
/** With setuptools where pip finds it. */
const build = (...steps: string[]) => ['FROM python:3.14-slim-trixie', 'WORKDIR /app', 'COPY . .', ...steps];
const WAIT = 'import time\n\nwhile True:\n    time.sleep(1)\n';
const SETUPTOOLS =
  '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n\n';
const PROJECT = `${SETUPTOOLS}[project]\nname = "greeter"\nversion = "0.1.0"\n\n[project.scripts]\ngreet = "greeter.cli:main"\n`;
const GREETER = {
  'pyproject.toml': PROJECT,
  'greeter/__init__.py': '',
  'greeter/cli.py': 'def main():\n    print("hello")\n',
};

export const pythonCases: readonly LanguageCase[] = [
  python('script', app('CMD ["python", "app.py"]'), { 'app.py': WAIT }),
  python('module-package', app('CMD ["python", "-m", "app"]'), {
    'app/__init__.py': '',
    'app/__main__.py': 'from .core import run\n\nrun()\n',
    'app/core.py': 'import time\n\n\ndef run():\n    while True:\n        time.sleep(1)\n',
  }),
  python('module-without-main', app('CMD ["python", "-m", "app"]'), {
    'app/__init__.py': '',
    'app/core.py': '',
  }),
  python(
    'module-missing',
    ['FROM python:3.14-slim', 'WORKDIR /srv', 'COPY app ./', 'CMD ["python", "-m", "app"]'],
    { 'app/__init__.py': '', 'app/__main__.py': WAIT },
  ),
  python('module-submodule', app('CMD ["python", "-m", "app.server"]'), { 'app/server.py': WAIT }),
  python('module-submodule-missing', app('CMD ["python", "-m", "app.serve"]'), {
    'app/__init__.py': '',
    'app/server.py': WAIT,
  }),
  python('relative-import-as-script', app('CMD ["python", "app/main.py"]'), {
    'app/__init__.py': '',
    'app/main.py': 'from .core import run\n\nrun()\n',
    'app/core.py': 'def run():\n    pass\n',
  }),
  python('package-import-as-script', app('CMD ["python", "app/main.py"]'), {
    'app/__init__.py': '',
    'app/main.py': 'from app.core import run\n\nrun()\n',
    'app/core.py': 'def run():\n    pass\n',
  }),
  python('package-import-pythonpath', app('ENV PYTHONPATH=/app', 'CMD ["python", "app/main.py"]'), {
    'app/__init__.py': '',
    'app/main.py': 'from app.core import run\n\nrun()\n',
    'app/core.py': 'import time\n\n\ndef run():\n    time.sleep(600)\n',
  }),
  python(
    'own-module-not-copied',
    ['FROM python:3.14-slim', 'WORKDIR /app', 'COPY main.py .', 'CMD ["python", "main.py"]'],
    { 'main.py': 'import config\n\nprint(config.PORT)\n', 'config.py': 'PORT = 1\n' },
  ),
  python('own-name-missing', app('CMD ["python", "main.py"]'), {
    'main.py': 'from config import HOST\n\nprint(HOST)\n',
    'config.py': 'PORT = 1\n',
  }),
  python('third-party-missing', app('CMD ["python", "main.py"]'), {
    'main.py': 'import requests\n\nprint(requests)\n',
  }),
  python(
    'flask',
    [
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY requirements.txt .',
      'RUN pip install --no-cache-dir -r requirements.txt',
      'COPY . .',
      'CMD ["flask", "run", "--host=0.0.0.0"]',
    ],
    {
      'requirements.txt': 'flask==3.1.3\n',
      'app.py':
        "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get('/')\ndef index():\n    return 'ok'\n",
    },
  ),
  python(
    'flask-venv',
    [
      'FROM python:3.14-slim AS build',
      'RUN python -m venv /opt/venv',
      'ENV PATH=/opt/venv/bin:$PATH',
      'COPY requirements.txt .',
      'RUN pip install -r requirements.txt',
      'FROM python:3.14-slim',
      'COPY --from=build /opt/venv /opt/venv',
      'ENV PATH=/opt/venv/bin:$PATH',
      'WORKDIR /app',
      'COPY app.py .',
      'CMD ["gunicorn", "-b", "0.0.0.0:8000", "app:app"]',
    ],
    {
      'requirements.txt': 'flask==3.1.3\ngunicorn\n',
      'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
    },
  ),
  python(
    'venv-moved',
    [
      'FROM python:3.14-slim AS build',
      'RUN python -m venv /build/venv && /build/venv/bin/pip install waitress==3.0.2',
      'FROM python:3.14-slim',
      'COPY --from=build /build/venv /opt/venv',
      'WORKDIR /app',
      'COPY app.py .',
      'CMD ["/opt/venv/bin/waitress-serve", "app:app"]',
    ],
    { 'app.py': 'def app(environ, start_response):\n    return []\n' },
  ),
  python(
    'venv-not-activated',
    app(
      'RUN python -m venv .venv && .venv/bin/pip install waitress==3.0.2',
      'CMD ["python", "-m", "waitress", "app:app"]',
    ),
    { 'app.py': 'def app(environ, start_response):\n    return []\n' },
  ),
  python(
    'activate-lost',
    app(
      'RUN python -m venv /venv',
      'RUN . /venv/bin/activate',
      'RUN pip install waitress==3.0.2',
      'CMD ["/venv/bin/python", "main.py"]',
    ),
    { 'main.py': 'import waitress\n\nprint(waitress)\n' },
  ),
  python('requirement-not-found', app('RUN pip install -r requirements.txt', 'CMD ["python", "main.py"]'), {
    'requirements.txt': 'flask==99.0.0\n',
    'main.py': WAIT,
  }),
  python(
    'requirements-missing',
    [
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY main.py .',
      'RUN pip install -r requirements.txt',
      'CMD ["python", "main.py"]',
    ],
    { 'requirements.txt': 'flask\n', 'main.py': WAIT },
  ),
  python('requirements-invalid', app('RUN pip install -r requirements.txt', 'CMD ["python", "main.py"]'), {
    'requirements.txt': 'flask=3.1.3\n',
    'main.py': WAIT,
  }),
  python(
    'requirements-nested',
    app('RUN pip install -r requirements/prod.txt', 'CMD ["python", "main.py"]'),
    {
      'requirements/base.txt': 'click==8.3.3\n',
      'requirements/prod.txt': '-r base.txt\nwaitress==3.0.2\n',
      'main.py': `import click\nimport waitress\n${WAIT}`,
    },
  ),
  python('local-project', build('RUN pip install .', 'CMD ["greet"]'), GREETER),
  python(
    'local-project-not-copied',
    [
      'FROM python:3.14-slim-trixie',
      'WORKDIR /app',
      'COPY pyproject.toml .',
      'RUN pip install .',
      'CMD ["greet"]',
    ],
    GREETER,
  ),
  python('local-editable', build('RUN pip install -e .', 'CMD ["greet"]'), GREETER),
  python(
    'local-editable-left-behind',
    [
      'FROM python:3.14-slim-trixie AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN python -m venv /venv && /venv/bin/pip install -e .',
      'FROM python:3.14-slim-trixie',
      'COPY --from=build /venv /venv',
      'CMD ["/venv/bin/greet"]',
    ],
    GREETER,
  ),
  python(
    'local-no-isolation',
    build('RUN pip install setuptools && pip install --no-build-isolation .', 'CMD ["greet"]'),
    GREETER,
  ),
  python(
    'local-wheel',
    [
      'FROM python:3.14-slim-trixie AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN pip wheel --no-deps -w /wheels .',
      'FROM python:3.14-slim',
      'COPY --from=build /wheels /wheels',
      'RUN pip install /wheels/*.whl',
      'CMD ["greet"]',
    ],
    GREETER,
  ),
  python('requirements-of-a-path', build('RUN pip install -r requirements.txt', 'CMD ["greet"]'), {
    'requirements.txt': './lib\n',
    'lib/pyproject.toml': PROJECT,
    'lib/greeter/__init__.py': '',
    'lib/greeter/cli.py': 'def main():\n    print("hello")\n',
  }),
  python('not-a-project', app('RUN pip install ./lib', 'CMD ["python", "main.py"]'), {
    'lib/lib.py': '',
    'main.py': WAIT,
  }),
  python('flat-layout-two-packages', build('RUN pip install .', 'CMD ["python", "-c", "import a"]'), {
    'pyproject.toml': `${SETUPTOOLS}[project]\nname = "two"\nversion = "1"\n`,
    'a/__init__.py': '',
    'b/__init__.py': '',
  }),
  python('compileall', app('RUN python -m compileall -q .', 'CMD ["python", "main.py"]'), {
    'main.py': WAIT,
  }),
  python('compileall-syntax-error', app('RUN python -m compileall -q .', 'CMD ["python", "main.py"]'), {
    'main.py': 'def f(:\n    pass\n',
  }),
  python('syntax-error', app('CMD ["python", "main.py"]'), { 'main.py': 'def f()\n    return 1\n' }),
  python('indentation', app('CMD ["python", "main.py"]'), { 'main.py': 'def f():\nreturn 1\n' }),
  python('print-statement', app('CMD ["python", "main.py"]'), { 'main.py': 'print "hello"\n' }),
  python(
    'zipapp',
    [
      'FROM python:3.14-slim AS build',
      'WORKDIR /src',
      'COPY . .',
      'RUN python -m zipapp myapp -o /out/app.pyz -m "main:run"',
      'FROM python:3.14-slim',
      'COPY --from=build /out/app.pyz /app.pyz',
      'CMD ["python", "/app.pyz"]',
    ],
    { 'myapp/main.py': 'def run():\n    print("hello")\n' },
  ),
  python(
    'zipapp-no-folder',
    app(
      'RUN mkdir /out && python -m zipapp myapp -o /out/app.pyz -m "main:run"',
      'CMD ["python", "/out/app.pyz"]',
    ),
    { 'myapp/main.py': 'def run():\n    print("hello")\n' },
  ),
  python('c-writes', app("RUN python -c \"open('made.txt', 'w').write('x')\"", 'CMD ["cat", "made.txt"]'), {
    'main.py': '',
  }),
  python('c-import-check', app('RUN python -c "import flask"', 'CMD ["python", "main.py"]'), {
    'main.py': WAIT,
  }),
  python('c-exit', app('RUN python -c "import sys; sys.exit(3)"', 'CMD ["python", "main.py"]'), {
    'main.py': WAIT,
  }),
  python('script-in-build', app('RUN python build.py', 'CMD ["cat", "out/index.html"]'), {
    'build.py':
      "from pathlib import Path\n\nPath('out').mkdir()\nPath('out/index.html').write_text('<h1>hi</h1>')\n",
  }),
  python('unittest', app('RUN python -m unittest discover', 'CMD ["python", "main.py"]'), {
    'main.py': WAIT,
    'test_main.py':
      'import unittest\n\n\nclass T(unittest.TestCase):\n    def test_x(self):\n        self.assertEqual(1, 1)\n',
  }),
  python('unittest-fails', app('RUN python -m unittest discover', 'CMD ["python", "main.py"]'), {
    'main.py': WAIT,
    'test_main.py':
      'import unittest\n\n\nclass T(unittest.TestCase):\n    def test_x(self):\n        self.assertEqual(1, 2)\n',
  }),
  python('pytest-missing', app('RUN python -m pytest', 'CMD ["python", "main.py"]'), { 'main.py': WAIT }),
  python('pytest-command-missing', app('RUN pytest', 'CMD ["python", "main.py"]'), { 'main.py': WAIT }),
  python('http-server', app('EXPOSE 8000', 'CMD ["python", "-m", "http.server", "8000"]'), {
    'index.html': '<p>hi</p>\n',
  }),
  python('shebang', app('CMD ["./main.py"]'), {
    'main.py': { content: `#!/usr/bin/env python3\n${WAIT}`, mode: 0o755 },
  }),
  python('shebang-not-executable', app('CMD ["./main.py"]'), {
    'main.py': `#!/usr/bin/env python3\n${WAIT}`,
  }),
  python(
    'target-folder',
    [
      'FROM python:3.14-slim AS build',
      'RUN pip install --target /deps waitress==3.0.2',
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY --from=build /deps /deps',
      'COPY . .',
      'ENV PYTHONPATH=/deps',
      'CMD ["python", "-m", "waitress", "app:app"]',
    ],
    { 'app.py': 'def app(environ, start_response):\n    return []\n' },
  ),
  python(
    'target-without-path',
    [
      'FROM python:3.14-slim AS build',
      'RUN pip install --target /deps waitress==3.0.2',
      'FROM python:3.14-slim',
      'WORKDIR /app',
      'COPY --from=build /deps /deps',
      'COPY . .',
      'CMD ["python", "app.py"]',
    ],
    { 'app.py': 'import waitress\n\nwaitress.serve(lambda e, s: [])\n' },
  ),
  python('file-at-start-missing', app('CMD ["python", "main.py"]'), {
    'main.py': "import time\n\nwith open('settings.json') as f:\n    print(f.read())\n",
    'settings.json': '{}\n',
    '.dockerignore': 'settings.json\n',
  }),
  python('local-shadows-standard', app('CMD ["python", "main.py"]'), {
    'main.py': 'import random\n\nprint(random.randint(1, 2))\n',
    'random.py': '',
  }),
  python('try-import', app('CMD ["python", "main.py"]'), {
    'main.py': `try:\n    import ujson as json\nexcept ImportError:\n    import json\n${WAIT}`,
  }),
  python('lazy-import', app('CMD ["python", "main.py"]'), {
    'main.py': `def unused():\n    import requests\n    return requests\n\n\n${WAIT}`,
  }),
  python('namespace-package', app('CMD ["python", "-m", "app.main"]'), {
    'app/main.py': 'from app.lib.core import wait\n\nwait()\n',
    'app/lib/core.py': 'import time\n\n\ndef wait():\n    time.sleep(600)\n',
  }),
  python('package-data-missing', build('RUN pip install . && rm -rf /app/*', 'CMD ["greet"]'), {
    'pyproject.toml': PROJECT,
    'greeter/__init__.py': '',
    'greeter/cli.py':
      "from pathlib import Path\n\n\ndef main():\n    print(Path(__file__).with_name('data.txt').read_text())\n",
    'greeter/data.txt': 'x\n',
  }),
];
