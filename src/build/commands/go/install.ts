/** go install: programs of the module at hand, and tools that are fetched from the network. */
import type { ToolCall, ToolResult } from '../types.ts';
import { buildCache, compile, type Plan } from './compile.ts';
import type { GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import { join } from './module.ts';
import { programName, writeProgram } from './program.ts';

/** `go install` of packages of the module at hand. */
export function install(plan: Plan): ToolResult {
  const { call, go, packages } = plan;
  const { closure, stderr } = compile(plan, packages);
  for (const one of packages) {
    if (one.name !== 'main') continue;
    const cross = go.os !== 'linux' || go.arch !== 'amd64';
    const folder = cross && !call.env.get('GOBIN') ? `${go.bin}/${go.os}_${go.arch}` : go.bin;
    call.files.makeDirectories(folder);
    writeProgram(plan, one, closure, join(folder, programName(plan, one)));
  }
  return { stderr };
}

/** `go install example.com/tool@latest`: a program of a module that nobody here has. */
export function installFromNetwork(call: ToolCall, go: GoEnvironment, named: readonly string[]): ToolResult {
  let stderr = '';
  for (const one of named) {
    const [path = '', version = ''] = one.split('@');
    if (!(path.split('/')[0] ?? '').includes('.')) {
      throw new GoFailure(`go: ${one}: malformed module path "${path}": missing dot in first path element`);
    }
    const parts = path.split('/');
    const name = /^v[0-9]+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1);
    call.files.makeDirectories(go.bin);
    call.files.writeOpaque(
      `${go.bin}/${name}`,
      {
        size: { bytes: 12_000_000, certainty: 'estimated', why: 'a tool of ordinary size' },
        fingerprint: `go install ${one}`,
        program: go.cgo
          ? { format: 'elf', language: 'go' }
          : { format: 'elf', linking: 'static', language: 'go' },
      },
      { mode: 0o755 },
    );
    stderr += `go: downloading ${path} ${version}\n`;
  }
  buildCache(call, go);
  call.files.makeDirectories(go.moduleCache);
  call.files.markUnlisted(go.moduleCache, 'modules of the installed tool are not listed');
  call.estimated('the tool is downloaded when the image is built; its size is a rule of thumb');
  call.takes(15_000);
  return { stderr };
}
