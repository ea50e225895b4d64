import type { ExposeInstruction } from '../../dockerfile/instructions/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured } from './outcome.ts';

/** More ports than there are is a typing error; the list must not fill the memory. */
const MAX_PORT = 65_535;

/** `9000-9002` as single ports with their protocol; tcp where none is written. */
export function expandPorts(written: string): string[] {
  const slash = written.indexOf('/');
  const numbers = slash < 0 ? written : written.slice(0, slash);
  const protocol = slash < 0 ? 'tcp' : written.slice(slash + 1).toLowerCase();
  // `host:container` is accepted, and the host's part ignored.
  const container = numbers.slice(numbers.lastIndexOf(':') + 1);
  const range = /^(\d+)-(\d+)$/.exec(container);
  if (!range) return [`${container}/${protocol}`];
  const first = Number(range[1]);
  const last = Math.min(Number(range[2]), MAX_PORT);
  const ports: string[] = [];
  for (let port = first; port <= last; port++) ports.push(`${port}/${protocol}`);
  return ports;
}

/** EXPOSE: says which ports the program listens on; it opens none. */
export function executeExpose(
  snapshot: Snapshot,
  instruction: ExposeInstruction,
  environment: StepEnvironment,
): Outcome {
  const ports = [...new Set(instruction.ports.flatMap((word) => expandPorts(word.text)))].sort();
  const exposedPorts = [...new Set([...environment.config.exposedPorts, ...ports])];
  return configured(snapshot, environment, `EXPOSE [${ports.join(' ')}]`, { exposedPorts });
}
