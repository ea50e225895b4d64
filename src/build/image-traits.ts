/** What the commands of an image need to know of it: whose system it is. */
import type { BaseImage } from '../images/index.ts';
import type { ImageTraits } from './commands/types.ts';
import type { Lookup } from './filesystem/types.ts';

/**
 * The traits of an image.
 * @param image what is known of the base image; undefined where nothing is
 * @param reference of the base image; undefined for one that stands on nothing
 */
export function imageTraits(
  image: BaseImage | undefined,
  reference: string | undefined,
  files: { stat(path: string): Lookup },
): ImageTraits {
  return {
    ...(image
      ? {
          family: image.os.family,
          ...(image.os.version === null ? {} : { version: image.os.version }),
          libc: image.os.libc,
          packageManager: image.packageManager,
        }
      : files.stat('/bin/busybox').kind === 'found'
        ? { family: 'busybox' }
        : {}),
    ...(reference === undefined ? {} : { reference }),
  };
}
