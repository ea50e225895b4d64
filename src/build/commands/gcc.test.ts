/** C compilers and make: words of GCC 16, binutils and GNU make 4.4 (Debian testing, 2026-11). */
import { expect, test } from 'vitest';
import { runOn } from './support/test-call.ts';

const gcc = (files: Record<string, string>, image = 'gcc:latest') => ({
  image,
  cwd: '/w',
  files: { '/w/a.c': 'int main(){}\n', ...files },
});

test('gcc links against the libc of the image, or none with -static', async () => {
  const run = await runOn(gcc({}), 'gcc a.c && gcc -static a.c -o s && strip s && gcc -c a.c');
  expect(run).toMatchObject({ exitCode: 0, unknown: [] });
  expect(run.at('/w/a.out')).toMatchObject({ mode: 0o755, program: { linking: 'dynamic', libc: 'glibc' } });
  expect(run.at('/w/s')).toMatchObject({ program: { linking: 'static' } });
  expect(run.meta('/w/a.o')).toBe('0644 0:0');
});

test('gcc: a source that is missing, none at all, and no compiler', async () => {
  expect(await runOn(gcc({}), 'gcc nope.c')).toMatchObject({
    exitCode: 1,
    stderr: 'cc1: fatal error: nope.c: No such file or directory\ncompilation terminated.\n',
  });
  expect(await runOn(gcc({}), 'gcc')).toMatchObject({
    exitCode: 1,
    stderr: 'gcc: fatal error: no input files\ncompilation terminated.\n',
  });
  expect(await runOn(gcc({}, 'alpine:3.24'), 'gcc a.c')).toMatchObject({
    exitCode: 127,
    stderr: '/bin/sh: gcc: not found\n',
  });
});

const MAKEFILE =
  'CFLAGS ?= -O2\nall: hi\nhi: a.c\n\tgcc $(CFLAGS) -o $@ $<\nbad:\n\tfalse\n.PHONY: clean\nclean:\n\t@rm -f hi\n';

test('make follows targets, variables and recipes', async () => {
  const run = await runOn(
    gcc({ '/w/Makefile': MAKEFILE }),
    'make && make -j4 CFLAGS=-O1 && make clean && ls',
  );
  expect(run).toMatchObject({ exitCode: 0, unknown: [] });
  expect(run.stdout).toBe("gcc -O2 -o hi a.c\nmake: Nothing to be done for 'all'.\nMakefile\na.c\n");
});

test('make: a recipe that fails, a target without a rule, no Makefile', async () => {
  const system = gcc({ '/w/Makefile': MAKEFILE });
  expect(await runOn(system, 'make bad')).toMatchObject({
    exitCode: 2,
    stdout: 'false\n',
    stderr: 'make: *** [Makefile:6: bad] Error 1\n',
  });
  expect(await runOn(system, 'make zz')).toMatchObject({
    exitCode: 2,
    stderr: "make: *** No rule to make target 'zz'.  Stop.\n",
  });
  expect(await runOn(gcc({}), 'cd / && make')).toMatchObject({ exitCode: 2 });
});

test('make beyond the simple is not judged', async () => {
  const run = await runOn(gcc({ '/w/Makefile': 'all:\n\techo $(shell date)\n' }), 'make');
  expect(run.exitCode).toBe(0);
  expect(run.unknown.length).toBe(1);
});
