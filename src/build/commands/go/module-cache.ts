/** What downloads leave in GOMODCACHE (https://go.dev/ref/mod#module-cache). */
import type { ToolCall } from '../types.ts';
import type { GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import { type MainModule, replacedBy } from './module.ts';
import { escapePath, type Requirement } from './module-file.ts';

/** Bytes of a module where nobody measured it: unpacked, and as a zip file. */
const MODULE_BYTES = 600_000;
const ZIP_BYTES = 150_000;
const WHY = 'the module is downloaded when the image is built; its size is a rule of thumb';
const DOWNLOAD_MS = 350;

/** The folder of a module in the cache. */
export function moduleFolder(go: GoEnvironment, one: Requirement): string {
  return `${go.moduleCache}/${escapePath(one.path)}@${one.version}`;
}

/** Fetches what is not there yet; gives the modules fetched. */
export function download(
  call: ToolCall,
  go: GoEnvironment,
  main: MainModule,
  wanted: readonly Requirement[],
): Requirement[] {
  const fetched: Requirement[] = [];
  for (const one of wanted) {
    const local = replacedBy(main.file, one);
    if (local !== undefined) {
      checkReplacement(call, main, one, local, 'go: ');
      continue;
    }
    const folder = moduleFolder(go, one);
    if (call.files.exists(folder)) continue;
    if (/^off(,|$)/.test(call.env.get('GOPROXY') ?? '')) {
      throw new GoFailure(`go: ${one.path}@${one.version}: module lookup disabled by GOPROXY=off`);
    }
    write(call, go, one, folder);
    fetched.push(one);
  }
  if (fetched.length > 0) {
    call.estimated('modules are downloaded when the image is built; their sizes are a rule of thumb');
    call.takes(600 + fetched.length * DOWNLOAD_MS);
  }
  return fetched;
}

/** Says what go says of a `replace` whose folder was not copied. */
export function checkReplacement(
  call: ToolCall,
  main: MainModule,
  one: Requirement,
  folder: string,
  prefix: string,
): void {
  const absolute = folder.startsWith('/') ? folder : call.files.resolve(`${main.folder}/${folder}`);
  const file = `${absolute}/go.mod`;
  if (call.files.stat(file).kind !== 'absent') return;
  const shown = `${folder.replace(/^\.\//, '')}/go.mod`;
  throw new GoFailure(
    `${prefix}${one.path}@${one.version} (replaced by ${folder}): reading ${shown}: open ${file}: no such file or directory`,
  );
}

function write(call: ToolCall, go: GoEnvironment, one: Requirement, folder: string): void {
  const { files } = call;
  const readOnly = { mode: 0o555 };
  files.makeDirectories(folder, { mode: 0o755 });
  files.writeOpaque(
    `${folder}/…`,
    {
      size: { bytes: MODULE_BYTES, certainty: 'estimated', why: WHY },
      fingerprint: `${one.path}@${one.version}`,
    },
    { mode: 0o444 },
  );
  guess(call, `${folder}/…`, 'it stands for the files of the module, which are not listed');
  files.markUnlisted(folder, `the files of the module ${one.path} are not listed`);
  files.update(folder, (entry) => ({ ...entry, ...readOnly }));
  const records = `${go.moduleCache}/cache/download/${escapePath(one.path)}/@v`;
  files.makeDirectories(records);
  files.markUnlisted(records, 'the module cache keeps records of its own');
  if (!files.exists(`${go.moduleCache}/cache/lock`)) files.write(`${go.moduleCache}/cache/lock`, '');
  files.markUnlisted(`${go.moduleCache}/cache/download`, 'the module cache keeps records of its own');
  for (const [ending, bytes] of [
    ['info', 60],
    ['mod', 200],
    ['zip', ZIP_BYTES],
    ['ziphash', 47],
  ] as const) {
    files.writeOpaque(`${records}/${one.version}.${ending}`, {
      size: { bytes, certainty: 'estimated', why: WHY },
      fingerprint: `${one.path}@${one.version} ${ending}`,
    });
  }
  files.write(`${records}/${one.version}.lock`, '');
}

/** Marks an entry as one of which the path itself is a guess. */
export function guess(call: ToolCall, path: string, why: string): void {
  call.files.update(path, (entry) => ({ ...entry, certainty: 'estimated', why }), { follow: false });
}
