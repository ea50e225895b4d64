import { gzipSync } from 'node:zlib';
import type { Case } from '../case.ts';
import { type TarItem, tarBase64 } from './tar-writer.ts';

const items: readonly TarItem[] = [
  { path: 'top/', flag: '5', mode: 0o700, uid: 3, gid: 4 },
  { path: 'top/one', content: '1\n', mode: 0o640, uid: 5, gid: 6 },
  { path: 'top/link', flag: '2', link: 'one', mode: 0o777 },
  { path: 'top/hard', flag: '1', link: 'top/one', mode: 0o640, uid: 5, gid: 6 },
  { path: 'deep/er/two', content: '2\n' },
  { path: './dot', content: 'dot\n', mode: 0o755 },
];
const files: Case['files'] = {
  a: { content: 'hello\n', mode: 0o755 },
  'd/f': { content: 'f\n', mode: 0o640 },
  'd/s/g': 'g\n',
  'd/in.tar': { base64: tarBase64(items) },
  'x.tar': { base64: tarBase64(items) },
  'x.tar.gz': { base64: tarBase64(items, true) },
  'y.bin': { base64: tarBase64([{ path: 'y', content: 'y\n' }], true) },
  'text.gz': { base64: gzipSync('just text\n').toString('base64') },
  'fake.tar': 'no archive\n',
};
const one = (name: string, ...lines: string[]): Case => ({
  name,
  files,
  dockerfile: `FROM scratch\n${lines.join('\n')}\n`,
});

export const addCases: readonly Case[] = [
  one('add-file', 'ADD a /x'),
  one('add-file-to-directory', 'ADD a /x/'),
  one('add-directory', 'ADD d /x'),
  one('add-missing', 'ADD nope /x'),
  one('add-glob', 'ADD a* /x/'),
  one('add-glob-nothing', 'ADD *.nope /x/'),
  one('add-chown-chmod', 'ADD --chown=5:6 --chmod=600 d /x/'),
  one('add-tar', 'ADD x.tar /x/'),
  one('add-tar-without-slash', 'ADD x.tar /x'),
  one('add-tar-to-root', 'ADD x.tar /'),
  one('add-tar-gzip', 'ADD x.tar.gz /x/'),
  one('add-tar-by-content-not-name', 'ADD y.bin /x/'),
  one('add-gzip-that-is-no-tar', 'ADD text.gz /x/'),
  one('add-name-that-is-no-tar', 'ADD fake.tar /x/'),
  one('add-tar-in-directory', 'ADD d /x/'),
  one('add-tar-glob', 'ADD x.tar* /x/'),
  one('add-tar-chown', 'ADD --chown=7:8 x.tar /x/y/'),
  one('add-tar-chmod', 'ADD --chmod=700 x.tar /x/y/'),
  one('add-tar-over-existing', 'COPY d /x/top/', 'ADD x.tar /x/'),
  one('add-tar-into-workdir', 'WORKDIR /w', 'ADD x.tar .'),
  one('add-tar-and-file', 'ADD x.tar a /x/'),
  one('add-tar-over-file', 'COPY a /x', 'ADD x.tar /x'),
  one('add-heredoc', 'ADD <<EOF /x/', 'text', 'EOF'),
  one('add-tar-copied-by-copy', 'COPY x.tar /x/'),
];
