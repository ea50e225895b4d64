import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../parser/index.ts';
import { SourceText } from '../source.ts';
import { expandMount, readInstructions } from './index.ts';
import type { RunInstruction } from './types.ts';

function run(options: string): { source: SourceText; instruction: RunInstruction } {
  const source = new SourceText(`FROM scratch\nRUN --mount=${options} x\n`);
  const { stages } = readInstructions(parseDockerfile(source));
  return { source, instruction: stages[0]?.instructions[0] as RunInstruction };
}

function mount(options: string) {
  return run(options).instruction.mounts[0];
}

function expanded(options: string, values: Record<string, string> = {}) {
  const [flag] = run(options).instruction.flags;
  return expandMount(flag as never, (value) =>
    value.replace(/\$(\w+)/g, (_match, name) => values[name] ?? ''),
  );
}

function problem(options: string): string | undefined {
  try {
    expanded(options);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('as written', () => {
  test.each([
    ['target=/x', { type: 'bind', target: { text: '/x' } }],
    [
      'type=cache,target=/c,id=a,sharing=locked,mode=0755,uid=10,gid=20',
      { type: 'cache', id: { text: 'a' }, sharing: 'locked', mode: 0o755, uid: 10, gid: 20 },
    ],
    ['type=secret,id=token,env=TOKEN,required', { type: 'secret', env: { text: 'TOKEN' }, required: true }],
    ['type=tmpfs,dst=/t,size=64m', { type: 'tmpfs', target: { text: '/t' }, size: 67108864 }],
    [
      'from=build,src=/a,destination=/b,rw',
      { from: { text: 'build' }, source: { text: '/a' }, target: { text: '/b' }, readOnly: false },
    ],
    ['type=SSH,readonly=false', { type: 'ssh', readOnly: false }],
    ['type=$T,target=$HOME/x', { type: 'bind', target: { text: '$HOME/x' } }],
  ])('%s', (options, found) => {
    expect(mount(options)).toMatchObject(found);
  });

  test('what is not written is absent', () => {
    expect(Object.keys(mount('target=/x') ?? {}).sort()).toEqual(['range', 'target', 'type']);
  });

  test('the range of a value', () => {
    const { source, instruction } = run('type=bind,from=build,target=/x');
    expect(source.slice(instruction.mounts[0]?.from?.range as never)).toBe('build');
    expect(source.slice(instruction.mounts[0]?.target?.range as never)).toBe('/x');
  });

  test('with quotes in it, the range is the whole value', () => {
    const { source, instruction } = run('"type=bind,from=build"');
    expect(source.slice(instruction.mounts[0]?.from?.range as never)).toBe('"type=bind,from=build"');
  });
});

describe('expandMount', () => {
  test('variables count by their values', () => {
    expect(expanded('type=$T,target=/x', { T: 'cache' })).toMatchObject({ type: 'cache' });
  });

  // Docker 28.5.2 was asked for all of them.
  test.each([
    ['type=secret', 'invalid secret mount. one of source, target required'],
    ['type=secret,source=a,id=b', "both source and id can't be set"],
    ['type=bind,mode=700,target=/x', 'mode not allowed for "bind" type mounts'],
    ['type=bind,required,target=/x', "unexpected key 'required' for mount type 'bind'"],
    ['type=cache,size=1m,target=/x', "unexpected key 'size' for mount type 'cache'"],
    ['type=cache,sharing=lock,target=/x', 'unsupported sharing value "lock" (did you mean locked?)'],
    ['type=bind,sharing=locked,target=/x', 'invalid cache sharing set for bind mount'],
    ['type=cache,tagret=/x', "unexpected key 'tagret' in 'tagret=/x' (did you mean target?)"],
    ['type=cache,mode=9,target=/x', 'invalid value 9 for mode'],
    ['type=cache,ro=maybe,target=/x', 'invalid value for ro: maybe'],
    ['type=tmpfs,size=1x,target=/x', 'invalid value for size: 1x'],
    ['type=cache,nv=1,target=/x', "unexpected key 'nv' in 'nv=1' (did you mean env?)"],
    ['type=cache,sze=1,target=/x', "unexpected key 'sze' in 'sze=1' (did you mean size?)"],
    ['type=ssh,required=x', 'invalid value for required: x'],
    ['type=cach,target=/x', 'unsupported mount type "cach" (did you mean cache?)'],
    ['foo', "invalid field 'foo' must be a key=value pair"],
  ])('%s', (options, message) => {
    expect(problem(options)).toBe(message);
  });
});
