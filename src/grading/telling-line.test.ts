import { expect, it } from 'vitest';
import { tellingLine } from './telling-line.ts';

it.each([
  ['', ''],
  ['one\ntwo\n', 'two'],
  // Printed by npm 11 and Node 24 (2026-11), shortened.
  [
    'npm error code EUSAGE\nnpm error\nnpm error The `npm ci` command can only install with an existing package-lock.json\nnpm error A complete log of this run can be found in: /root/.npm/_logs/x.log\n',
    'npm error The `npm ci` command can only install with an existing package-lock.json',
  ],
  [
    "node:internal/modules/cjs/loader:1478\n  throw err;\n  ^\n\nError: Cannot find module '/app/server.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1475:15)\n\nNode.js v24.11.0\n",
    "Error: Cannot find module '/app/server.js'",
  ],
  [
    'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nModuleNotFoundError: No module named \'flask\'\n',
    "ModuleNotFoundError: No module named 'flask'",
  ],
])('%j', (text, line) => expect(tellingLine(text)).toBe(line));
