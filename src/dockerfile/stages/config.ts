import type { CommandLine, Instruction } from '../instructions/types.ts';
import { parsePort } from './ports.ts';
import type { Scope } from './scope.ts';
import type { Healthcheck, ImageConfig, ImageFacts } from './types.ts';

const NOTHING: readonly never[] = [];
const NO_LABELS: ReadonlyMap<string, string> = new Map();
/** Ports in a range from which on it is remembered. */
const WIDE = 100;
const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** PATH of an image that sets none. */
export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The config of an image while it comes to be; `env` is kept apart, as a scope. */
export class ConfigDraft {
  entrypoint: readonly string[] | null = null;
  cmd: readonly string[] | null = null;
  user = '';
  workingDir = '';
  exposedPorts: readonly string[] = NOTHING;
  volumes: readonly string[] = NOTHING;
  labels: ReadonlyMap<string, string> = NO_LABELS;
  healthcheck: Healthcheck | null = null;
  stopSignal: string | null = null;
  shell: readonly string[] | null = null;
  /** The stage's own collections, made when an instruction first adds to what the base brought. */
  readonly #onbuild: string[] = [];
  #ownPorts: Set<string> | undefined;
  #wideRanges: Set<string> | undefined;
  #ownVolumes: Set<string> | undefined;
  #ownLabels: Map<string, string> | undefined;
  /** Whether this stage has a CMD: an ENTRYPOINT drops the one that came with the base. */
  #ownCmd = false;

  /** What an image starts with that nothing is known of. */
  static unknown(): ConfigDraft {
    return new ConfigDraft();
  }

  static scratch(): ConfigDraft {
    const draft = new ConfigDraft();
    draft.workingDir = '/';
    return draft;
  }

  static of(facts: ImageFacts): ConfigDraft {
    const draft = new ConfigDraft();
    draft.entrypoint = facts.entrypoint ?? null;
    draft.cmd = facts.cmd ?? null;
    draft.user = facts.user ?? '';
    draft.workingDir = facts.workdir ?? '';
    draft.exposedPorts = facts.exposedPorts ?? NOTHING;
    return draft;
  }

  /** What a stage hands on to the stage built FROM it: all but its ONBUILD triggers. */
  static from(config: ImageConfig): ConfigDraft {
    const draft = new ConfigDraft();
    draft.entrypoint = config.entrypoint;
    draft.cmd = config.cmd;
    draft.user = config.user;
    draft.workingDir = config.workingDir;
    draft.healthcheck = config.healthcheck;
    draft.stopSignal = config.stopSignal;
    draft.shell = config.shell;
    draft.exposedPorts = config.exposedPorts;
    draft.volumes = config.volumes;
    draft.labels = config.labels;
    return draft;
  }

  /** Takes over what an instruction (with its words expanded) sets. */
  apply(instruction: Instruction): void {
    switch (instruction.keyword) {
      case 'CMD':
        this.cmd = this.#commandOf(instruction.command);
        this.#ownCmd = true;
        return;
      case 'ENTRYPOINT': {
        const command = this.#commandOf(instruction.command);
        this.entrypoint = command.length === 0 ? null : command;
        if (!this.#ownCmd) this.cmd = null;
        return;
      }
      case 'USER':
        this.user = instruction.user.text;
        return;
      case 'WORKDIR':
        this.workingDir = joinPath(this.workingDir, instruction.path.text);
        return;
      case 'EXPOSE':
        this.#ownPorts ??= new Set(this.exposedPorts);
        for (const { text } of instruction.ports) this.#exposePorts(this.#ownPorts, text);
        return;
      case 'VOLUME':
        this.#ownVolumes ??= new Set(this.volumes);
        for (const { text } of instruction.paths) this.#ownVolumes.add(text);
        return;
      case 'LABEL':
        this.#ownLabels ??= new Map(this.labels);
        for (const { key, value } of instruction.pairs) this.#ownLabels.set(key.text, value.text);
        return;
      case 'STOPSIGNAL':
        this.stopSignal = instruction.signal.text;
        return;
      case 'SHELL':
        this.shell = instruction.shell.map(({ text }) => text);
        return;
      case 'ONBUILD':
        this.#onbuild.push(instruction.expression.text);
        return;
      case 'HEALTHCHECK':
        this.healthcheck = {
          test: instruction.test === 'none' ? ['NONE'] : healthTest(instruction.test),
          interval: instruction.interval ?? 0,
          timeout: instruction.timeout ?? 0,
          startPeriod: instruction.startPeriod ?? 0,
          startInterval: instruction.startInterval ?? 0,
          retries: instruction.retries ?? 0,
        };
    }
  }

  #exposePorts(ports: Set<string>, text: string): void {
    const range = parsePort(text);
    if ('error' in range) return;
    const protocol = range.protocol.toLowerCase();
    // `EXPOSE 1-65535` a second time adds nothing, and takes its time.
    if (range.last - range.first > WIDE) {
      if (this.#wideRanges?.has(text)) return;
      this.#wideRanges ??= new Set();
      this.#wideRanges.add(text);
    }
    for (let port = range.first; port <= range.last; port++) ports.add(`${port}/${protocol}`);
  }

  finish(env: Scope): ImageConfig {
    return {
      env,
      entrypoint: this.entrypoint,
      cmd: this.cmd,
      user: this.user,
      workingDir: this.workingDir,
      exposedPorts: this.#ownPorts === undefined ? this.exposedPorts : [...this.#ownPorts],
      volumes: this.#ownVolumes === undefined ? this.volumes : [...this.#ownVolumes],
      labels: this.#ownLabels ?? this.labels,
      healthcheck: this.healthcheck,
      stopSignal: this.stopSignal,
      shell: this.shell,
      onbuild: this.#onbuild,
    };
  }

  #commandOf(command: CommandLine): readonly string[] {
    const args = command.args.map(({ text }) => text);
    return command.form === 'exec' ? args : [...(this.shell ?? DEFAULT_SHELL), args.join(' ')];
  }
}

function healthTest(command: CommandLine): readonly string[] {
  const args = command.args.map(({ text }) => text);
  return [command.form === 'exec' ? 'CMD' : 'CMD-SHELL', ...args];
}

/** An empty part, `.` or `..`, or the root alone. */
const NEEDS_CLEANING = /\/(?:[/.]|$)/;

/** `path` seen from `directory` (`/` where that is empty), without `.`, `..` and doubled slashes. */
export function joinPath(directory: string, path: string): string {
  let whole = path;
  if (!path.startsWith('/')) {
    const below = path.startsWith('./') ? path.slice(2) : path;
    whole = directory === '/' ? `/${below}` : `${directory}/${below}`;
  }
  if (whole.length > 1 && whole.endsWith('/')) whole = whole.slice(0, -1);
  // Most paths are written plainly and need no work.
  if (whole.startsWith('/') && !NEEDS_CLEANING.test(whole)) return whole;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
