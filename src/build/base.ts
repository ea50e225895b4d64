/** The files of a base image, as far as its facts name them. */
import type { BaseImage } from '../images/index.ts';
import { COMPLETE, DIRECTORIES, MERGED_USR, NOTHING_IN_LOCAL } from './base-layout.ts';
import { addLoaders, addNamed, addProgram, addPrograms } from './base-programs.ts';
import { addUsers } from './base-users.ts';
import { addGo, addNginx } from './base-workspaces.ts';
import { knownFile } from './filesystem/content.ts';
import { dirname } from './filesystem/path.ts';
import { type Draft, directory, emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { Certainty, DirectoryEntry, Provenance } from './filesystem/types.ts';

/**
 * Folders of which no official image has packages beside what is put there: npm and Node look through all of them
 * on the way up from an application. Global packages lie in /usr/local/lib.
 */
const NO_MODULES = [
  '',
  '/usr',
  '/usr/src',
  '/usr/local',
  '/opt',
  '/srv',
  '/home',
  '/home/node',
  '/var',
  '/root',
];

/**
 * A snapshot of what is known of an image. Directories that are not wholly known say so (`unlisted`), so
 * that a path nobody knows of is unknown, not absent. A program that the facts say is missing is absent.
 * @param image undefined for an image of which nothing is known: then everything is unknown
 */
export function baseFiles(image: BaseImage | undefined, reference: string, provenance: Provenance): Snapshot {
  if (!image) {
    const why = `nothing is known of the image ${reference}`;
    const draft = emptySnapshot(provenance).edit();
    draft.update('/', (entry) => (entry.type === 'directory' ? { ...entry, unlisted: why } : entry));
    return draft.commit();
  }
  return new BaseBuilder(image, provenance).build();
}

export class BaseBuilder {
  readonly image: BaseImage;
  readonly provenance: Provenance;
  readonly certainty: Certainty;
  private readonly why: string;
  readonly draft: Draft;

  constructor(image: BaseImage, provenance: Provenance) {
    this.image = image;
    this.provenance = provenance;
    this.certainty = image.certainty === 'known' ? 'known' : 'estimated';
    this.why = `not every file of ${image.reference} is listed`;
    this.draft = emptySnapshot(provenance).edit();
  }

  build(): Snapshot {
    const { family } = this.image.os;
    if (family === 'none' && this.image.repository === 'scratch') return this.draft.commit();
    if (this.image.repository === 'ghcr.io/astral-sh/uv') {
      for (const path of this.image.paths) addProgram(this, path);
      this.directory('/io', 0o755, true);
      return this.draft.commit();
    }
    const merged = family === 'debian' || family === 'ubuntu';
    const bare = NOTHING_IN_LOCAL.has(this.image.repository);
    for (const [path, mode] of DIRECTORIES)
      this.directory(path, mode, COMPLETE.has(path) || (bare && path === '/usr/local/bin'));
    if (merged) {
      this.directory('/usr/lib64', 0o755);
      for (const [path, target] of MERGED_USR) this.link(path, target);
      if (!/^php/.test(this.image.repository)) this.directory('/usr/src', 0o755, true);
    } else for (const path of ['/bin', '/lib', '/sbin']) this.directory(path, 0o755);
    addUsers(this);
    addPrograms(this);
    addLoaders(this);
    for (const path of this.image.paths) addNamed(this, path);
    for (const path of NO_MODULES) {
      if (this.draft.stat(`${path}/node_modules`).kind !== 'found') this.draft.remove(`${path}/node_modules`);
    }
    if (this.image.repository === 'nginx') addNginx(this);
    if (this.image.repository === 'golang') addGo(this);
    // apk keeps its index here where nobody says --no-cache; images are made with it.
    if (family === 'alpine') this.directory('/var/cache/apk', 0o755, true);
    const workdir = this.image.workdir;
    if (workdir && workdir !== '/') this.directory(workdir, 0o755);
    if (this.image.shell === null) {
      for (const shell of [
        '/bin/sh',
        '/bin/bash',
        '/usr/bin/sh',
        '/usr/bin/bash',
        '/bin/ash',
        '/bin/dash',
        '/bin/busybox',
      ]) {
        this.draft.remove(shell);
      }
    }
    return this.draft.commit();
  }

  entry(mode: number, complete: boolean): DirectoryEntry {
    return directory(this.provenance, {
      mode,
      certainty: this.certainty,
      ...(complete ? {} : { unlisted: this.why }),
    });
  }

  directory(path: string, mode: number, complete = COMPLETE.has(path)): void {
    if (this.draft.stat(path).kind === 'found') return;
    this.draft.makeDirectories(path, (at) => this.entry(at === path ? mode : 0o755, at === path && complete));
  }

  private link(path: string, target: string): void {
    this.draft.put(path, {
      type: 'symlink',
      target,
      mode: 0o777,
      uid: 0,
      gid: 0,
      provenance: this.provenance,
      certainty: this.certainty,
    });
  }

  text(path: string, content: string, mode = 0o644): void {
    this.draft.makeDirectories(dirname(path), () => this.entry(0o755, false));
    this.draft.put(path, { ...knownFile(content, this.provenance, { mode }), certainty: this.certainty });
  }
}
