import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { LARGEST_TEXT, LONGEST_LINK, readLink, writeLink } from './link.ts';

const pack = (bytes: Uint8Array) => `#code=1.${Buffer.from(deflateSync(bytes)).toString('base64url')}`;
const refused = (fragment: string) => {
  const read = readLink(fragment);
  return read && !read.ok ? read.reason : read;
};

test('any text comes back as it went', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
      const written = writeLink(text);
      expect(written.ok && readLink(written.fragment)).toEqual({ ok: true, text });
    }),
  );
  const text = 'FROM scratch\r\n\uFEFF# <script>alert(1)</script> &amp; é 🐳\n';
  const written = writeLink(text);
  expect(written.ok && readLink(written.fragment)).toEqual({ ok: true, text });
  expect(written.ok && written.fragment).toMatch(/^#code=1\.[\w-]+$/);
});
test('other fragments are not ours', () => {
  for (const fragment of ['', '#', '#goals', '#dockerfile', '#exercise=x', '#CODE=1.x'])
    expect(readLink(fragment)).toBeUndefined();
});
test('garbage is refused with a reason, whatever it is', () => {
  for (const data of ['', '1', '1.', '2.AAAA', '1.***', '1.%00', '1.AAAA', '1.a', '1.-_-_', '1.<img src=x>'])
    expect(refused(`#code=${data}`)).toMatch(/^The link could not be read: /);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const read = readLink(`#code=1.${Buffer.from(bytes).toString('base64url')}`);
      expect(typeof read?.ok).toBe('boolean');
    }),
  );
});
test('a link that was cut off is refused', () => {
  const written = writeLink('FROM golang:1.27 AS build\nRUN go build -o /out/hello .\n'.repeat(3));
  const fragment = written.ok ? written.fragment : '';
  for (let length = '#code=1.'.length; length < fragment.length - 2; length++)
    expect(refused(fragment.slice(0, length))).toMatch(/cut off/);
});
test('bytes that are no UTF-8 are refused', () => {
  expect(refused(pack(new Uint8Array([0xff, 0xfe, 0x41])))).toMatch(/cut off or changed/);
});
test('a bomb is stopped by its size', () => {
  expect(refused(pack(new Uint8Array(8_000_000)))).toMatch(/more than 200 kB/);
  expect(readLink(pack(strToU8('#'.repeat(LARGEST_TEXT))))?.ok).toBe(true);
  expect(readLink(pack(strToU8('#'.repeat(LARGEST_TEXT + 1))))?.ok).toBe(false);
  expect(refused(`#code=1.${'A'.repeat(LONGEST_LINK)}`)).toMatch(/longer than any link/);
});
test('what does not fit into a link is refused when it is made', () => {
  expect(writeLink('x'.repeat(LARGEST_TEXT + 1))).toMatchObject({ ok: false });
  // Nothing to compress: as long as the text itself.
  const noise = Array.from({ length: 20_000 }, (_, at) =>
    String.fromCharCode(33 + ((at * 7919 * (at % 89)) % 94)),
  );
  const written = writeLink(noise.join(''));
  if (written.ok) expect(written.fragment.length).toBeLessThanOrEqual(LONGEST_LINK);
  else expect(written.reason).toMatch(/too long for a link/);
});

test('.dockerignore and build options travel with the text', () => {
  const beside = {
    dockerignore: '*.log\n!keep.log\n',
    choice: { target: 'test', args: { GO: '1.27', X: 'ä b' } },
  };
  const written = writeLink('FROM scratch AS test\n', beside);
  expect(written.ok && written.fragment).toMatch(/^#code=2\.[\w-]+$/);
  expect(written.ok && readLink(written.fragment)).toEqual({
    ok: true,
    text: 'FROM scratch AS test\n',
    ...beside,
  });
  // Nothing beside it: the short form, which older pages read, too.
  const alone = writeLink('FROM scratch\n', { dockerignore: '', choice: { args: {} } });
  expect(alone.ok && alone.fragment).toMatch(/^#code=1\./);
});
test('hostile content of the long form: bounded, no Dockerfile, wrong kinds, bad options', () => {
  const link = (content: unknown) => pack(strToU8(JSON.stringify(content))).replace('#code=1.', '#code=2.');
  for (const content of [
    null,
    1,
    'FROM x',
    [],
    {},
    { dockerfile: 1 },
    { dockerfile: 'FROM x', dockerignore: {} },
  ])
    expect(refused(link(content)), JSON.stringify(content)).toMatch(/^The link could not be read: /);
  expect(refused(pack(strToU8('{"dockerfile":')).replace('#code=1.', '#code=2.'))).toMatch(/cut off/);
  expect(refused(link({ dockerfile: '', dockerignore: 'x'.repeat(LARGEST_TEXT) }))).toMatch(
    /more than 200 kB/,
  );
  expect(
    readLink(link({ dockerfile: 'FROM x', target: '--help', args: { A: 'a\nrm -rf ~', B: 'b' }, extra: 1 })),
  ).toEqual({ ok: true, text: 'FROM x', dockerignore: '', choice: { args: { B: 'b' } } });
  expect(writeLink('FROM x', { dockerignore: 'x'.repeat(LARGEST_TEXT) }).ok).toBe(false);
});
