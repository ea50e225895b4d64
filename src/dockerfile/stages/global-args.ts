import type { ArgInstruction, Word } from '../instructions/types.ts';
import { expandWord, type VariableUse } from '../shell/word.ts';
import { formatPlatform, type Platform, parsePlatform } from './platform.ts';
import { Scope } from './scope.ts';
import type { AnalyzeOptions, GlobalArg } from './types.ts';

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64', variant: '' };

/** The platform that is built for, and that the build runs on. */
export function targetPlatform(options: AnalyzeOptions): Platform {
  if (options.platform === undefined) return DEFAULT_PLATFORM;
  const parsed = parsePlatform(options.platform);
  return 'error' in parsed ? DEFAULT_PLATFORM : parsed;
}

/**
 * The ARGs that are there without being declared, in FROM lines: the platforms and the target's name.
 * `--build-arg` overrides them. A stage sees one only after `ARG` with its name.
 */
export function automaticArgs(options: AnalyzeOptions, targetStage: string): Scope {
  const { buildArgs, platform } = options;
  const stage = buildArgs?.TARGETSTAGE ?? targetStage;
  if (platform === undefined && buildArgs === undefined) return PLAIN.with('TARGETSTAGE', stage);
  const target = targetPlatform(options);
  const values = [...platformArgs(DEFAULT_PLATFORM, target), ['TARGETSTAGE', stage] as const];
  return Scope.of(values.map(([name, value]) => [name, buildArgs?.[name] ?? value] as const));
}

function platformArgs(build: Platform, target: Platform): (readonly [string, string])[] {
  return [
    ['BUILDPLATFORM', formatPlatform(build)],
    ['BUILDOS', build.os],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', build.architecture],
    ['BUILDVARIANT', build.variant],
    ['TARGETPLATFORM', formatPlatform(target)],
    ['TARGETOS', target.os],
    ['TARGETOSVERSION', ''],
    ['TARGETARCH', target.architecture],
    ['TARGETVARIANT', target.variant],
  ];
}

/** What is there when nothing was asked for. */
const PLAIN = Scope.constant(platformArgs(DEFAULT_PLATFORM, DEFAULT_PLATFORM));

export interface GlobalArgs {
  /** What FROM lines see. */
  readonly scope: Scope;
  /** By name; the last declaration of each. */
  readonly declared: ReadonlyMap<string, GlobalArg>;
  readonly errors: readonly {
    readonly message: string;
    readonly word: Word;
    readonly instruction: ArgInstruction;
  }[];
}

/** Gives the ARGs before the first FROM their values, one after the other. */
export function evaluateGlobalArgs(
  instructions: readonly ArgInstruction[],
  automatic: Scope,
  buildArgs: Readonly<Record<string, string>>,
  escapeToken: string,
): GlobalArgs {
  let scope = automatic;
  const declared = new Map<string, GlobalArg>();
  const errors: { message: string; word: Word; instruction: ArgInstruction }[] = [];
  for (const instruction of instructions) {
    for (const { key, value: word } of instruction.args) {
      let value: string | undefined;
      let uses: readonly VariableUse[] = [];
      if (Object.hasOwn(buildArgs, key.text)) value = buildArgs[key.text];
      else if (word !== undefined) {
        const out = expandWord(word.text, scope, { escapeToken });
        if (out.error === undefined) value = out.text;
        else errors.push({ message: out.error, word, instruction });
        uses = out.uses;
      }
      if (value !== undefined) scope = scope.with(key.text, value);
      const names = uses.filter((use) => use.set).map((use) => use.name);
      declared.set(key.text, {
        instruction,
        key,
        value,
        uses: inherited(names, key.text, declared),
      });
    }
  }
  return { scope, declared, errors };
}

/** `ARG A=$A-x` stands on what the A before it stood on. */
function inherited(
  names: readonly string[],
  own: string,
  declared: ReadonlyMap<string, GlobalArg>,
): readonly string[] {
  if (names.length === 0) return names;
  const out = new Set(names);
  if (out.delete(own)) for (const name of declared.get(own)?.uses ?? []) out.add(name);
  return [...out];
}
