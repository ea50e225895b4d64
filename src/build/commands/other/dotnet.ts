/**
 * dotnet (https://learn.microsoft.com/dotnet/core/tools/): restore, build and publish need a project file; publish
 * writes NAME.dll, its host and its settings into -o, else bin/Release/TFM/publish.
 */
import { dirname } from '../../filesystem/path.ts';
import { writeRest } from '../support/rest.ts';
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';

const WHY = '.NET sources are not compiled here; sizes are a rule of thumb';

export const dotnet = defineTool({
  names: ['dotnet'],
  origin: 'toolchain',
  run(call) {
    const [command = '', ...args] = call.args;
    if (['restore', 'build', 'publish', 'test'].includes(command)) return project(call, command, args);
    if (command.endsWith('.dll') && call.files.stat(command).kind === 'absent') {
      return {
        exitCode: 1,
        stderr: `The command could not be loaded, possibly because:\n  * You intended to execute a .NET application:\n      The application '${command}' does not exist.\n`,
      };
    }
    call.unknown(`dotnet ${command} is not modelled`);
    return {};
  },
});

function project(call: ToolCall, command: string, args: readonly string[]): ToolResult {
  const values = new Map<string, string>();
  const words: string[] = [];
  const takes: Readonly<Record<string, string>> = {
    '-c': 'configuration',
    '--configuration': 'configuration',
    '-o': 'output',
    '--output': 'output',
    '-r': 'runtime',
    '--runtime': 'runtime',
    '-f': 'framework',
    '--framework': 'framework',
    '-v': 'verbosity',
    '--verbosity': 'verbosity',
    '-a': 'arch',
    '--arch': 'arch',
  };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    const name = takes[arg];
    if (name !== undefined) values.set(name, args[++at] ?? '');
    else if (!arg.startsWith('-') && !arg.startsWith('/p:')) words.push(arg);
  }
  const target = call.files.resolve(words[0] ?? '.');
  const file = projectFile(call, target);
  if (file === undefined) {
    if (call.files.stat(target).kind === 'absent') {
      return {
        exitCode: 1,
        stdout: `MSBUILD : error MSB1009: Project file does not exist.\nSwitch: ${words[0]}\n`,
      };
    }
    return {
      exitCode: 1,
      stdout:
        'MSBUILD : error MSB1003: Specify a project or solution file. The current working directory does not contain a project or solution file.\n',
    };
  }
  if (/\.slnx?$/.test(file)) {
    call.unknown('solutions of several projects are not modelled');
    const out = values.get('output');
    if (out !== undefined) call.files.markUnlisted(out, 'what a solution publishes is not followed');
    return {};
  }
  const xml = call.files.read(file);
  if (xml === undefined) call.unknown(`what ${file} says is not known`);
  const tag = (name: string) => new RegExp(`<${name}>\\s*([^<]{1,200}?)\\s*</${name}>`).exec(xml ?? '')?.[1];
  const folder = dirname(file);
  const name = tag('AssemblyName') ?? file.slice(file.lastIndexOf('/') + 1).replace(/\.[a-z]+proj$/, '');
  const framework = values.get('framework') ?? tag('TargetFramework') ?? 'net';
  writeRest(call, `${folder}/obj`, 300_000, 'what restore leaves', WHY);
  const home = call.env.get('NUGET_PACKAGES') ?? `${call.env.get('HOME') || '/root'}/.nuget/packages`;
  if (/<PackageReference/.test(xml ?? '') && !call.files.exists(`${home}/…`))
    writeRest(call, home, 30_000_000, 'the packages of NuGet', WHY);
  call.estimated(WHY);
  call.takes(command === 'restore' ? 4_000 : 9_000);
  if (command === 'restore') return {};
  if (command === 'test') {
    call.estimated('tests are not run here; they are taken to pass');
    return {};
  }
  const configuration = values.get('configuration') ?? (command === 'publish' ? 'Release' : 'Debug');
  const runtime = values.get('runtime');
  const bin = `${folder}/bin/${configuration}/${framework}${runtime === undefined ? '' : `/${runtime}`}`;
  const given = values.get('output');
  const out =
    given === undefined ? (command === 'publish' ? `${bin}/publish` : bin) : call.files.resolve(given);
  call.files.makeDirectories(out);
  call.files.markUnlisted(out, 'libraries that the program brings along are not listed');
  if (out !== bin) writeRest(call, bin, 300_000, 'what the build leaves', WHY);
  const mark = `dotnet ${name} ${configuration} ${xml} ${sources(call, folder)}`;
  const write = (suffix: string, bytes: number, mode?: number) =>
    call.files.writeOpaque(
      `${out}/${name}${suffix}`,
      {
        size: { bytes, certainty: 'estimated', why: WHY },
        fingerprint: `${mark} ${suffix}`,
        ...(mode === undefined
          ? {}
          : {
              program: {
                format: 'elf',
                linking: 'dynamic',
                language: 'dotnet',
                ...(call.image.libc === 'musl' || call.image.libc === 'glibc'
                  ? { libc: call.image.libc }
                  : {}),
              } as const,
            }),
      },
      mode === undefined ? {} : { mode },
    );
  write('.dll', 20_000);
  write('.pdb', 12_000);
  write('.deps.json', 1_000);
  write('.runtimeconfig.json', 500);
  if (tag('UseAppHost') !== 'false' && !args.some((one) => /UseAppHost=false/i.test(one)))
    write('', 75_000, 0o755);
  return { stdout: `  ${name} -> ${out}/${command === 'publish' ? '' : `${name}.dll`}\n` };
}

function projectFile(call: ToolCall, target: string): string | undefined {
  if (call.files.isFile(target)) return target;
  const names = call.files.list(target);
  const found =
    names.find((name) => /\.(csproj|fsproj|vbproj)$/.test(name)) ??
    names.find((name) => /\.slnx?$/.test(name));
  return found === undefined ? undefined : `${target === '/' ? '' : target}/${found}`;
}

function sources(call: ToolCall, folder: string): string {
  const parts: string[] = [];
  for (const { path, entry } of call.files.walk(folder)) {
    if (entry.type === 'file' && /\.(cs|fs|vb|json|cshtml|razor)$/.test(path) && !/\/(bin|obj)\//.test(path))
      parts.push(call.files.read(path) ?? '');
  }
  return parts.join('\0');
}
