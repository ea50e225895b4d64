import { quote } from '../go-text.ts';

/** One EXPOSE port taken apart. */
export interface PortSpec {
  /** The first and the last port of the range; the same where it is no range. */
  readonly first: number;
  readonly last: number;
  /** The protocol as written; `tcp` where none was. */
  readonly protocol: string;
  /** True for `8080:80` and `127.0.0.1:80`: EXPOSE publishes nothing, so it should have no host part. */
  readonly mapped: boolean;
}

const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);
const HIGHEST = 65_535;
const PLAIN = /^[0-9]{1,5}$/;

/** Reads `[ip:][host:]port[-port][/protocol]`; the error is in BuildKit's words. Never throws. */
export function parsePort(text: string): PortSpec | { readonly error: string } {
  // Most ports are no more than a number.
  if (PLAIN.test(text) && Number(text) <= HIGHEST) {
    return { first: Number(text), last: Number(text), protocol: 'tcp', mapped: false };
  }
  const parts = text.split(':');
  const last = parts.pop() ?? '';
  const hostPort = parts.pop() ?? '';
  const ip = parts.join(':');
  const slash = last.indexOf('/');
  const container = slash === -1 ? last : last.slice(0, slash);
  const written = slash === -1 ? '' : last.slice(slash + 1);
  if (container === '') return { error: `invalid port: ${quote(text)}: no port specified` };
  if (written !== '' && !PROTOCOLS.has(written.toLowerCase())) {
    return { error: `invalid port: ${quote(text)}: invalid proto: ${written}` };
  }
  if (ip !== '' && !isAddress(ip)) return { error: `invalid IP address: ${ip}` };
  const range = portRange(container);
  if (range === undefined) return { error: `invalid containerPort: ${container}` };
  if (hostPort !== '') {
    const host = portRange(hostPort);
    if (host === undefined) return { error: `invalid hostPort: ${hostPort}` };
    if (range.end - range.start !== host.end - host.start && range.start !== range.end) {
      return { error: `invalid ranges specified for container and host Ports: ${container} and ${hostPort}` };
    }
  }
  const protocol = written === '' ? 'tcp' : written;
  return { first: range.start, last: range.end, protocol, mapped: ip !== '' || hostPort !== '' };
}

function portRange(text: string): { readonly start: number; readonly end: number } | undefined {
  const dash = text.indexOf('-');
  const start = portNumber(dash === -1 ? text : text.slice(0, dash));
  if (start === undefined) return undefined;
  if (dash === -1) return { start, end: start };
  const end = portNumber(text.slice(dash + 1));
  return end === undefined || end < start ? undefined : { start, end };
}

function portNumber(text: string): number | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 0 && port <= HIGHEST ? port : undefined;
}

function isAddress(text: string): boolean {
  const address = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(address)) {
    return address.split('.').every((part) => Number(part) <= 255 && (part === '0' || !part.startsWith('0')));
  }
  return address.includes(':') && /^[0-9A-Fa-f:.]+$/.test(address) && URL.canParse(`http://[${address}]/`);
}
