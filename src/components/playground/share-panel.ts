/** What leaves the playground: a link, a folder for real Docker, the command. */
import type { Announcer } from '../workbench/announcer.ts';
import { type BuildChoice, buildCommand } from './choice.ts';
import type { PlaygroundParts } from './elements.ts';
import type { OwnFile } from './folder.ts';

/** What there is to share, as it stands now. */
export interface Shared {
  readonly text: string;
  readonly dockerignore: string;
  readonly choice: BuildChoice;
  readonly files: readonly OwnFile[];
}

/** A link longer than this is cut off by some programs, in characters. */
const LONG = 2_000;

export class SharePanel {
  private readonly parts: PlaygroundParts;
  private readonly shared: () => Shared;
  private readonly announcer: Announcer;

  constructor(parts: PlaygroundParts, shared: () => Shared, announcer: Announcer) {
    this.parts = parts;
    this.shared = shared;
    this.announcer = announcer;
  }

  async share(): Promise<void> {
    const { writeLink } = await import('./link.ts');
    const { text, dockerignore, choice } = this.shared();
    const written = writeLink(text, { dockerignore, choice });
    const { shareLink, shareNote } = this.parts;
    shareLink.hidden = !written.ok;
    if (!written.ok) {
      this.tell(shareNote, written.reason);
      return;
    }
    const link = new URL(location.pathname + written.fragment, location.href).href;
    shareLink.value = link;
    const long = link.length > LONG ? ' Some chat programs cut off links of this length.' : '';
    const copied = await copy(link);
    this.tell(
      shareNote,
      `${copied ? 'The link is copied' : 'Copy the link below'} (${link.length} characters).${long}`,
    );
    if (!copied) shareLink.select();
  }

  async download(): Promise<void> {
    const { zipFolder } = await import('./archive.ts');
    const { text, dockerignore, files } = this.shared();
    const extra: OwnFile[] =
      dockerignore === '' ? [] : [{ path: '.dockerignore', bytes: new TextEncoder().encode(dockerignore) }];
    const zip = zipFolder(text, [...files, ...extra]);
    const url = URL.createObjectURL(new Blob([zip as BlobPart], { type: 'application/zip' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'stagecraft.zip';
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    const alone = files.length === 0 ? ' It holds the Dockerfile alone: put your own files beside it.' : '';
    this.tell(this.parts.downloadNote, `Saved as stagecraft.zip.${alone}`);
  }

  async copyCommand(): Promise<void> {
    const copied = await copy(buildCommand(this.shared().choice));
    this.tell(
      this.parts.downloadNote,
      copied ? 'The command is copied.' : 'Mark the command and press Ctrl+C.',
    );
  }

  private tell(place: HTMLElement, text: string): void {
    place.textContent = text;
    place.hidden = false;
    this.announcer.now(text);
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
