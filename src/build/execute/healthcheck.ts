import type { HealthcheckInstruction } from '../../dockerfile/instructions/types.ts';
import type { Healthcheck } from '../../dockerfile/stages/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured, quoted, quotedList } from './outcome.ts';

const SECOND = 1_000_000_000;

/** Nanoseconds as Go prints a duration: `1m30s`, `0s`, `1.5s`. */
export function goDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < SECOND) {
    const [unit, size] =
      nanoseconds < 1e3
        ? (['ns', 1] as const)
        : nanoseconds < 1e6
          ? (['µs', 1e3] as const)
          : (['ms', 1e6] as const);
    return `${nanoseconds / size}${unit}`;
  }
  const hours = Math.floor(nanoseconds / (3600 * SECOND));
  const minutes = Math.floor(nanoseconds / (60 * SECOND)) % 60;
  const seconds = (nanoseconds % (60 * SECOND)) / SECOND;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** Go's %q of a small number: a character literal. */
function quotedNumber(value: number): string {
  if (value < 32 || value === 127) return `'\\x${value.toString(16).padStart(2, '0')}'`;
  const char = String.fromCodePoint(value);
  return char === "'" || char === '\\' ? `'\\${char}'` : `'${char}'`;
}

/** HEALTHCHECK: how Docker asks whether the program is well. */
export function executeHealthcheck(
  snapshot: Snapshot,
  instruction: HealthcheckInstruction,
  environment: StepEnvironment,
): Outcome {
  const { test } = instruction;
  const words = test === 'none' ? [] : test.args.map((word) => word.text);
  const command = test === 'none' ? ['NONE'] : [test.form === 'exec' ? 'CMD' : 'CMD-SHELL', ...words];
  const healthcheck: Healthcheck = {
    test: command,
    interval: instruction.interval ?? 0,
    timeout: instruction.timeout ?? 0,
    startPeriod: instruction.startPeriod ?? 0,
    startInterval: instruction.startInterval ?? 0,
    retries: instruction.retries ?? 0,
  };
  const durations = [
    healthcheck.interval,
    healthcheck.timeout,
    healthcheck.startPeriod,
    healthcheck.startInterval,
  ];
  const shown = durations.map((one) => quoted(goDuration(one))).join(' ');
  const line = `HEALTHCHECK &{${quotedList(command)} ${shown} ${quotedNumber(healthcheck.retries)}}`;
  return configured(snapshot, environment, line, { healthcheck });
}
