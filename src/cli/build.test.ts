import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stagecraft, withFolder } from './testing.ts';

const DOCKERFILE = `FROM scratch AS files
COPY app /out/app
FROM scratch
WORKDIR /srv
ENV A=1
COPY --from=files /out/app /srv/app
EXPOSE 80
USER 10001
CMD ["/srv/app"]
`;
const files = { Dockerfile: DOCKERFILE, app: 'not a program\n' };

describe('build', () => {
  it('prints the log, the layers and the size', async () => {
    await withFolder(files, async (directory) => {
      const { code, out, err } = await stagecraft(['build', '.'], { directory });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('[stage-1 2/2] COPY --from=files /out/app /srv/app\n');
      expect(out).toContain('Layers\n');
      expect(out).toContain('14B  together\n');
    });
  });

  it('prints one JSON object with files, config, layers and steps', async () => {
    await withFolder(files, async (directory) => {
      const { code, out } = await stagecraft(['build', '--json', '.'], { directory });
      expect(code).toBe(0);
      const answer = JSON.parse(out);
      expect(answer).toMatchObject({ version: 1, ok: true, size: { bytes: 14, certainty: 'known' } });
      expect(answer.files).toEqual([
        {
          path: '/srv',
          type: 'dir',
          mode: '0755',
          uid: 0,
          gid: 0,
          certainty: 'known',
          from: { stage: 1, line: 4 },
        },
        {
          path: '/srv/app',
          type: 'file',
          mode: '0644',
          uid: 0,
          gid: 0,
          size: 14,
          sizeCertainty: 'known',
          // `printf 'not a program\n' | sha256sum`
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          certainty: 'known',
          from: { stage: 1, line: 6 },
        },
      ]);
      expect(answer.config).toMatchObject({
        User: '10001',
        Env: expect.arrayContaining(['A=1']),
        Cmd: ['/srv/app'],
        Entrypoint: null,
        WorkingDir: '/srv',
        ExposedPorts: { '80/tcp': {} },
      });
      expect(answer.layers).toHaveLength(2);
      expect(answer.steps.map((step: { status: string }) => step.status)).not.toContain('skipped');
    });
  });

  it('marks what comes from the base image', async () => {
    await withFolder({ Dockerfile: 'FROM alpine:3.24\n' }, async (directory) => {
      const { out } = await stagecraft(['build', '--json', '.'], { directory });
      const passwd = JSON.parse(out).files.find((file: { path: string }) => file.path === '/etc/passwd');
      expect(passwd).toMatchObject({ base: true, from: { image: 'alpine:3.24' } });
    });
  });

  it('gives 1 and Docker’s words where the build fails', async () => {
    await withFolder({ Dockerfile: 'FROM scratch\nCOPY nope /\n' }, async (directory) => {
      const { code, out } = await stagecraft(['build', '--json', '.'], { directory });
      expect(code).toBe(1);
      const answer = JSON.parse(out);
      expect(answer.ok).toBe(false);
      expect(answer.error).toContain('"/nope": not found');
      expect(answer.errorLine).toBe(2);
      const text = await stagecraft(['build', '.'], { directory });
      expect(text.out).toContain('   2 | >>> COPY nope /\n');
      expect(text.out).toContain('ERROR: failed to build: failed to solve: ');
    });
  });

  it('compares with an earlier run', async () => {
    await withFolder(files, async (directory) => {
      const before = await stagecraft(['build', '--json', '.'], { directory });
      writeFileSync(join(directory, 'before.json'), before.out);
      writeFileSync(join(directory, '.dockerignore'), 'before.json\n');
      const same = await stagecraft(['build', '--json', '--cache-from', 'before.json', '.'], { directory });
      const states = (out: string) =>
        JSON.parse(out)
          .steps.filter((step: { cacheKey?: unknown }) => step.cacheKey)
          .map((step: { status: string }) => step.status);
      expect(states(same.out)).toEqual(['cached', 'cached', 'cached']);
      writeFileSync(join(directory, 'app'), 'another\n');
      const changed = await stagecraft(['build', '--json', '--cache-from', 'before.json', '.'], {
        directory,
      });
      expect(states(changed.out)).toEqual(['ran', 'cached', 'ran']);
      expect(JSON.parse(changed.out).steps[0].rebuiltBecause).toBe('the files changed');
      const text = await stagecraft(['build', '--cache-from', 'before.json', '.'], { directory });
      expect(text.out).toContain('again  line 2 COPY app /out/app: the files changed');
    });
  });

  it('says what it cannot read', async () => {
    await withFolder({ 'a.txt': 'x', 'bad.json': '{}' }, async (directory) => {
      mkdirSync(join(directory, 'empty'));
      expect(await stagecraft(['build', 'nope'], { directory })).toMatchObject({ code: 2 });
      expect(await stagecraft(['build', 'a.txt'], { directory })).toMatchObject({ code: 2 });
      expect(await stagecraft(['build', 'empty'], { directory })).toMatchObject({ code: 2 });
      expect(await stagecraft(['build'], { directory })).toMatchObject({ code: 2 });
      const bad = await stagecraft(['build', '--cache-from', 'bad.json', '.'], { directory });
      expect(bad).toMatchObject({ code: 2 });
      expect(bad.err).toContain('bad.json');
    });
  });
});

describe('start', () => {
  it('says what docker run would say', async () => {
    await withFolder(files, async (directory) => {
      const { code, out } = await stagecraft(['start', '.'], { directory });
      expect(code).toBe(1);
      expect(out).toContain('exec: "/srv/app": permission denied');
      const json = JSON.parse((await stagecraft(['start', '--json', '.'], { directory })).out);
      expect(json).toMatchObject({ version: 1, ok: false, status: 'fails', exitCode: 126 });
    });
  });

  it('says so where there is no image', async () => {
    await withFolder({ Dockerfile: 'FROM scratch\nCOPY nope /\n' }, async (directory) => {
      const { code, out } = await stagecraft(['start', '.'], { directory });
      expect(code).toBe(1);
      expect(out).toContain('The image is not built. Line 2:');
    });
  });
});
