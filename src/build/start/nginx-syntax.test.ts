import { expect, it } from 'vitest';
import { configProblem } from './nginx-syntax.ts';

/** Answers of `nginx -t` (nginx of Debian testing, 2026-11). */
it.each([
  ['server { listen 80; root /var/www; ', 'unexpected end of file, expecting "}"', 1],
  ['server { listen 80 }\n', 'unexpected "}"', 1],
  ['server { listen 80; }\n}\n', 'unexpected "}"', 2],
  ['server listen 80;\n', 'directive "server" has no opening "{"', 1],
  ['server { listen 80; return 200 "a;\n}\n', 'unexpected end of file, expecting ";" or "}"', 3],
  [
    'server {\n listen 80;\n location / {\n try_files $uri /index.html;\n }\n',
    'unexpected end of file, expecting "}"',
    6,
  ],
  ['listen 80', 'unexpected end of file, expecting ";" or "}"', 1],
  ['{ }\n', 'unexpected "{"', 1],
  [';\n', 'unexpected ";"', 1],
] as const)('%j', (text, message, line) => {
  expect(configProblem(text)).toEqual({ message, line });
});

it.each([
  'server { listen 80; # }\n}\n',
  "server { listen 80; add_header X 'a}b'; }\n",
  'server { listen 80; set $a ${host}; }\n',
  'server { listen 80; if ($host ~ "^a{2}$") { return 404; } }\n',
  'server { listen 80; root /a\\;b; }\n',
  '',
])('%j can be read', (text) => {
  expect(configProblem(text)).toBeUndefined();
});
