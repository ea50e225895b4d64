/** Runs a script with the real shell and tools, in a container of its own. */
import { execFile } from 'node:child_process';
import { placeOf, type ScriptCase, type SeenScript } from './case.ts';

/** The images of the engine for each system; README.md says how they are made. */
export const IMAGES = { debian: 'e-tools', busybox: 'n-alpine' } as const;
export const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function docker(args: readonly string[], stdin = ''): Promise<Said> {
  return new Promise((resolve) => {
    const child = execFile(
      'docker',
      [...args],
      { maxBuffer: 1 << 26, timeout: 120_000 },
      (error, stdout, stderr) =>
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });
}

const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** Asks the engine what a script does. */
export async function askScript(one: ScriptCase): Promise<SeenScript> {
  const started = await docker([
    'run',
    '-d',
    '--rm',
    '--network',
    'none',
    IMAGES[one.system],
    'sleep',
    '150',
  ]);
  const id = started.stdout.trim();
  if (started.exitCode !== 0) throw new Error(`${one.name}: ${started.stderr}`);
  try {
    const prepared = await docker(['exec', '-i', id, 'sh', '-s'], preparation(one));
    if (prepared.exitCode !== 0) throw new Error(`${one.name}: ${prepared.stderr}`);
    const env = Object.entries({ PATH, ...one.env }).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
    const user = one.user === undefined ? [] : ['-u', one.user];
    const shell = one.shell ?? '/bin/sh';
    const said = await docker(['exec', '-w', '/w', ...env, ...user, id, shell, '-c', one.script]);
    const listed = await docker(['exec', '-i', id, '/bin/sh', '-s'], listing(['/w', ...(one.look ?? [])]));
    return { ...said, files: listed.stdout.split('\n').filter((line) => line !== '') };
  } finally {
    await docker(['kill', id]);
  }
}

function preparation(one: ScriptCase): string {
  const lines = ['set -e', 'mkdir -p /w', 'cd /w'];
  for (const [name, text] of Object.entries(one.files ?? {})) {
    const path = placeOf(name);
    if (path.endsWith('/')) lines.push(`mkdir -p ${quote(path)}`);
    else {
      lines.push(`mkdir -p ${quote(path.slice(0, path.lastIndexOf('/')) || '/')}`);
      if (text.startsWith('-> ')) lines.push(`ln -s ${quote(text.slice(3))} ${quote(path)}`);
      else lines.push(`echo ${Buffer.from(text).toString('base64') || "''"} | base64 -d > ${quote(path)}`);
    }
  }
  for (const name of one.executable ?? []) lines.push(`chmod 755 ${quote(placeOf(name))}`);
  for (const name of one.without ?? [])
    lines.push(`rm -f /usr/bin/${name} /usr/sbin/${name} /usr/local/bin/${name}`);
  return `${lines.join('\n')}\n`;
}

/** Lists what is below some paths, with what coreutils and BusyBox both have. */
function listing(paths: readonly string[]): string {
  return `find ${paths.map(quote).join(' ')} 2>/dev/null | LC_ALL=C sort | while IFS= read -r path; do
  meta=$(stat -c '%a %u:%g' "$path")
  mode=\${meta%% *}; while [ \${#mode} -lt 4 ]; do mode=0$mode; done
  owner=\${meta#* }
  if [ -L "$path" ]; then echo "$path symlink $mode $owner -> $(readlink "$path")"
  elif [ -d "$path" ]; then echo "$path directory $mode $owner"
  else sum=$(sha256sum < "$path"); echo "$path file $mode $owner $(echo "$sum" | cut -c1-8)"; fi
done
`;
}
