/** python, pip and venv. Expected words and layouts are those of Python 3.14 and pip 26.2. */
import { describe, expect, test } from 'vitest';
import { runOn } from '../support/test-call.ts';
import { parseRequirement } from './packages.ts';

const run = (script: string, files: Record<string, string> = {}, image = 'python:3.14-slim', user?: string) =>
  runOn(
    { image, cwd: '/app', files: { '/app/': '', ...files }, ...(user === undefined ? {} : { user }) },
    `export PYTHON_VERSION=3.14.7; ${script}`,
  );
const FLASK = { '/app/requirements.txt': 'flask==3.1.3  # the framework\nwaitress==3.0.2\n' };

describe('failures in the words of python and pip', () => {
  test.each<[string, number, string]>([
    [
      'pip install -r requirements.txt',
      1,
      "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'",
    ],
    [
      'pip wheel -r nope.txt',
      1,
      "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'nope.txt'",
    ],
    ['pip foo', 1, 'ERROR: unknown command "foo"'],
    ['python3 nope.py', 2, "python3: can't open file '/app/nope.py': [Errno 2] No such file or directory"],
    [
      'pip install .',
      1,
      "ERROR: Directory '.' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.",
    ],
    [
      'mkdir /w && pip install --no-index --find-links=/w nope==1',
      1,
      'ERROR: Could not find a version that satisfies the requirement nope==1 (from versions: none)\nERROR: No matching distribution found for nope==1',
    ],
  ])('%s', async (script, exitCode, stderr) => {
    const done = await run(script);
    expect({ exitCode: done.exitCode, stderr: done.stderr.trimEnd(), unknown: done.unknown }).toEqual({
      exitCode,
      stderr,
      unknown: [],
    });
  });
});

describe('pip install', () => {
  const SITE = 'lib/python3.14/site-packages';
  test('packages, what they depend on, and their programs', async () => {
    const done = await run('pip install --no-cache-dir -r requirements.txt', FLASK);
    expect(done.exitCode).toBe(0);
    for (const name of ['flask', 'werkzeug', 'jinja2', 'waitress', 'flask-3.1.3.dist-info']) {
      expect(done.at(`/usr/local/${SITE}/${name}`)?.type, name).toBe('directory');
    }
    const script = done.at('/usr/local/bin/waitress-serve');
    expect(script?.type === 'file' && script.program?.interpreter).toBe('/usr/local/bin/python3.14');
    expect(done.at('/root/.cache/pip')).toBeUndefined();
    expect(done.unknown).toEqual([]);
  });

  test('leaves a cache', async () => {
    expect((await run('pip install flask==3.1.3')).at('/root/.cache/pip')?.type).toBe('directory');
    expect((await run('PIP_NO_CACHE_DIR=1 pip install flask==3.1.3')).at('/root/.cache/pip')).toBeUndefined();
  });

  test.each([
    ['--prefix=/install', `/install/${SITE}/flask`, '/install/bin/flask'],
    ['--target /deps', '/deps/flask', '/deps/bin/flask'],
    ['--user', `/root/.local/${SITE}/flask`, '/root/.local/bin/flask'],
  ])('%s', async (flag, folder, script) => {
    const done = await run(`pip install ${flag} flask==3.1.3`);
    expect(done.at(folder)?.type).toBe('directory');
    expect(done.at(script)?.type).toBe('file');
  });

  test('from a folder of wheels', async () => {
    const done = await run(
      'pip wheel --wheel-dir /wheels -r requirements.txt && pip install --no-index --find-links=/wheels -r requirements.txt',
      FLASK,
    );
    expect(done.exitCode).toBe(0);
    expect(done.paths('/wheels').some((path) => path.startsWith('/wheels/flask-3.1.3-'))).toBe(true);
  });

  test("a package of which nobody knows the dependencies leaves the folder's listing open", async () => {
    const done = await run('pip install --prefix=/install some-package==1.0');
    const site = done.at(`/install/${SITE}`);
    expect(site?.type === 'directory' && site.unlisted).toContain('some-package');
  });
});

describe('venv', () => {
  test('its links, and its own pip', async () => {
    const done = await run('python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.3');
    expect(done.exitCode).toBe(0);
    expect(done.at('/opt/venv/lib/python3.14/site-packages/flask')?.type).toBe('directory');
    const script = done.at('/opt/venv/bin/flask');
    expect(script?.type === 'file' && script.program?.interpreter).toBe('/opt/venv/bin/python');
    expect(done.text('/opt/venv/pyvenv.cfg')).toBe(
      'home = /usr/local/bin\ninclude-system-site-packages = false\nversion = 3.14.7\nexecutable = /usr/local/bin/python3.14\ncommand = /usr/local/bin/python -m venv /opt/venv\n',
    );
  });

  test.each([
    'PATH=/opt/venv/bin:$PATH; export PATH; pip install flask==3.1.3',
    '/opt/venv/bin/python -m pip install flask==3.1.3',
    '. /opt/venv/bin/activate && pip install flask==3.1.3',
  ])('%s', async (script) => {
    const done = await run(`python3 -m venv /opt/venv && ${script}`);
    expect(done.at('/opt/venv/lib/python3.14/site-packages/flask')?.type).toBe('directory');
    expect(done.at('/usr/local/bin/flask')).toBeUndefined();
  });
});

test('requirements', () => {
  expect(parseRequirement('Flask_Login[x]==1.2.3 ; python_version > "3.9"')).toEqual({
    name: 'flask-login',
    version: '1.2.3',
    extras: true,
    text: 'Flask_Login[x]==1.2.3',
  });
  expect(parseRequirement('uvicorn>=0.30,<1')).toMatchObject({ name: 'uvicorn', extras: false });
  expect(parseRequirement('./lib')).toBeUndefined();
});
