/** Where Docker's answer and the simulation's differ, and why; and of what the simulation says that it cannot tell. */
import type { Difference } from '../exercises/differs.ts';

export const DIFFERS: readonly Difference[] = [
  {
    answer: /^go-(?:test-fails|vet-printf)$/,
    what: /^build: /,
    why: 'tests and go vet are not run; the step is marked as estimated',
  },
  {
    answer: /^go-type-error$/,
    what: /^build: /,
    why: 'types are not checked; the step is marked as estimated',
  },
  {
    answer: /^go-test-does-not-compile$/,
    what: /^words: /,
    why: 'stdout and stderr of one step come in either order',
  },
  {
    answer: /^node-prune$/,
    what: /^file \/app\/package-lock\.json: /,
    why: 'npm adds the hashes that the lock file of the case leaves out',
  },
  {
    answer: /^node-(?:syntax-error-at-start|throws-at-once)$/,
    what: /^starts: /,
    why: 'JavaScript is not parsed, and what a program does is its own affair',
  },
  {
    answer:
      /^python-(?:syntax-error|indentation|print-statement|local-shadows-standard|file-at-start-missing|package-data-missing)$/,
    what: /^starts: /,
    why: 'Python is not parsed, and what a program does is its own affair',
  },
  {
    answer: /^python-compileall-syntax-error$/,
    what: /^build: /,
    why: 'Python is not parsed; the step is marked as estimated',
  },
  {
    answer: /^python-requirement-not-found$/,
    what: /^build: /,
    why: 'which versions the registry has is not known; the step is marked as estimated',
  },
  {
    answer: /^python-flat-layout-two-packages$/,
    what: /^build: /,
    why: 'how setuptools finds packages is not modelled; the step is marked as estimated',
  },
  {
    answer: /^python-flask-venv$/,
    what: /packaging: Docker undefined/,
    why: 'gunicorn 26 asks for packaging with an extra only; earlier versions always bring it',
  },
  {
    answer: /^python-target-(?:folder|without-path)$/,
    what: /^file \/deps\/waitress(?:-3\.0\.2\.dist-info)?\/…: Docker undefined/,
    why: 'one entry stands for the files of a package, which nobody lists',
  },
];

/** Cases of which the simulation cannot tell whether they are built or start. */
export const CANNOT_TELL: readonly string[] = [
  'go-run-in-build',
  'go-workspace',
  'go-generate',
  'go-list-and-fmt',
  'go-gofmt-finds',
  'node-production-env',
  'node-npx-local-bin',
  'node-script-of-node',
  'node-workspaces',
  'node-check-fails',
  'node-check-passes',
  'node-test-passes',
  'node-test-fails',
  'node-eval-writes',
  'node-eval-version',
  'node-pack',
  'python-local-project-not-copied',
  'python-local-editable',
  'python-local-editable-left-behind',
  'python-local-wheel',
  'python-zipapp',
  'python-zipapp-no-folder',
  'python-c-writes',
  'python-c-import-check',
  'python-c-exit',
  'python-script-in-build',
  'python-unittest',
  'python-unittest-fails',
  'python-pytest-missing',
  'python-pytest-command-missing',
];
