import { type BaseImage, lookupImage } from '../../images/index.ts';
import { formatBytes } from '../../site/format.ts';

const LIBC = { glibc: 'glibc', musl: 'musl', none: 'none' } as const;

/** A size in Docker's units; "about" where it is an estimate, undefined where nobody states it. */
export function imageSize(image: BaseImage): string | undefined {
  if (image.onDiskBytes === undefined) return undefined;
  const size = formatBytes(image.onDiskBytes);
  return image.certainty === 'known' ? size : `about ${size}`;
}

/** A size and how sure it is: "2.1 MB", "about 8 MB", "at least 12 kB", "size not known". */
export function sizeInWords(size: { readonly bytes: number; readonly certainty: string }): string {
  if (size.certainty === 'known') return formatBytes(size.bytes);
  if (size.certainty === 'estimated') return `about ${formatBytes(size.bytes)}`;
  return size.bytes === 0 ? 'size not known' : `at least ${formatBytes(size.bytes)}`;
}

/** What is known of an image, a fact a line, in Markdown; undefined where nothing is. */
export function imageLines(reference: string): string[] | undefined {
  if (reference === 'scratch') {
    return [
      'The empty image: no file, no shell, no user but root. Right for a program that needs nothing else.',
    ];
  }
  const image = lookupImage(reference);
  if (!image) return undefined;
  const size = imageSize(image);
  const lines = [
    size === undefined ? undefined : `Size on disk: **${size}**`,
    image.user === undefined
      ? undefined
      : `User: ${image.user === '' ? 'root (none is set)' : code(image.user)}`,
    `Shell: ${image.shell ? code(image.shell) : 'none: `RUN` and shell form do not work in it'}`,
    `System: ${system(image)}; C library: ${LIBC[image.os.libc]}`,
    image.packageManager ? `Packages: ${code(image.packageManager)}` : undefined,
    image.workdir === undefined || image.workdir === '/'
      ? undefined
      : `Working directory: ${code(image.workdir)}`,
    image.certainty === 'known'
      ? `Facts of ${image.date}, linux/amd64.`
      : `This tag is not in our table. The facts are those of ${code(image.takenFrom ?? image.reference)}, of ${image.date}, linux/amd64.`,
  ];
  return lines.filter((line) => line !== undefined);
}

function system({ os }: BaseImage): string {
  if (os.family === 'none') return 'none';
  const name = { alpine: 'Alpine', debian: 'Debian', ubuntu: 'Ubuntu', busybox: 'BusyBox' }[os.family];
  return os.version === null ? name : `${name} ${os.version}`;
}

/** Text as code in Markdown, whatever it holds: longer fences around backticks, line ends as blanks. */
export function code(text: string): string {
  const plain = text.replaceAll(/[\r\n]+/g, ' ');
  const runs = plain.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') || plain.trim() === '' ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}
