import type { FileView } from '../../../worker/build-messages.ts';
import { count, escapeHtml, placeButton } from '../html.ts';
import { sizeText } from './size-text.ts';
import {
  type Children,
  childrenOf,
  MOST_ROWS,
  nameOf,
  openAtFirst,
  parentOf,
  type TreeRow,
  visibleRows,
} from './tree-model.ts';

/**
 * The final filesystem as a tree by the ARIA pattern: one tab stop, arrow keys move, open and close, Home
 * and End go to the ends, a letter goes to the next name that begins with it. What the learner opened stays
 * open from build to build.
 */
export class FileTree {
  private readonly root: HTMLElement;
  private readonly detail: HTMLElement;
  private children: Children = new Map();
  private rows: readonly TreeRow[] = [];
  private readonly open = new Set<string>();
  private readonly touched = new Set<string>();
  private current = '';
  private marked: ReadonlyMap<string, string> = new Map();
  private drawn = '';

  constructor(root: HTMLElement, detail: HTMLElement, signal: AbortSignal) {
    this.root = root;
    this.detail = detail;
    root.addEventListener('click', (event) => this.clicked(event), { signal });
    root.addEventListener('keydown', (event) => this.key(event), { signal });
    root.addEventListener('focusin', (event) => this.focused(event), { signal });
  }

  /** Shows other files; what was opened or closed by hand stays so. */
  show(files: readonly FileView[]): void {
    this.children = childrenOf(files);
    for (const path of openAtFirst(files, this.children)) if (!this.touched.has(path)) this.open.add(path);
    this.draw();
  }

  /** Marks paths, each with a word: "added". */
  mark(paths: ReadonlyMap<string, string>): void {
    this.marked = paths;
    for (const path of [...paths.keys()].slice(0, 60)) {
      for (let up = parentOf(path); up !== '/'; up = parentOf(up)) this.open.add(up);
    }
    this.draw();
  }

  private draw(): void {
    this.rows = visibleRows(this.children, this.open);
    const found = this.rows.some((row) => row.file.path === this.current);
    if (!found) this.current = this.rows[0]?.file.path ?? '';
    const html =
      this.rows.map((row) => this.item(row)).join('') +
      (this.rows.length >= MOST_ROWS
        ? '<div class="muted small">More than can be shown: close a folder.</div>'
        : '');
    if (html === this.drawn) return;
    const focus = this.root.contains(document.activeElement);
    this.drawn = html;
    this.root.innerHTML = html;
    if (focus) this.element(this.current)?.focus();
    this.describe();
  }

  private item({ file, level, open, position, siblings }: TreeRow): string {
    const expanded = open === undefined ? '' : ` aria-expanded="${open}"`;
    const word = this.marked.get(file.path);
    const mark = word === undefined ? '' : `<span class="tree-mark" data-kind="${word}">${word}</span>`;
    const link =
      file.target === undefined ? '' : `<span class="tree-link"> → ${escapeHtml(file.target)}</span>`;
    const size = file.type === 'file' || file.type === 'directory' ? sizeText(file.size) : '';
    const chosen = file.path === this.current;
    return `<div role="treeitem" class="tree-item" aria-level="${level}" aria-posinset="${position}" aria-setsize="${siblings}"${expanded} aria-selected="${chosen}" tabindex="${chosen ? 0 : -1}" data-path="${escapeHtml(file.path)}"${file.base ? ' data-base' : ''} style="--level:${level}"><span class="tree-name" title="${escapeHtml(file.path)}">${escapeHtml(nameOf(file.path))}${file.type === 'directory' ? '/' : ''}${link}</span>${mark}<span class="tree-from" title="${escapeHtml(file.from)}"><span aria-hidden="true">${shortOrigin(file)}</span><span class="visually-hidden">${escapeHtml(file.from)}</span></span><span class="tree-size">${size}</span></div>`;
  }

  private element(path: string): HTMLElement | undefined {
    return [...this.root.querySelectorAll<HTMLElement>('[role=treeitem]')].find(
      (one) => one.dataset.path === path,
    );
  }

  private focused(event: Event): void {
    const item = (event.target as Element).closest<HTMLElement>('[role=treeitem]');
    if (item) this.choose(item.dataset.path as string);
  }

  private clicked(event: Event): void {
    const item = (event.target as Element).closest<HTMLElement>('[role=treeitem]');
    if (!item) return;
    const path = item.dataset.path as string;
    this.choose(path);
    this.toggle(path);
    this.element(path)?.focus();
  }

  private choose(path: string): void {
    if (path === this.current) return;
    const before = this.element(this.current);
    before?.setAttribute('aria-selected', 'false');
    before?.setAttribute('tabindex', '-1');
    this.current = path;
    const now = this.element(path);
    now?.setAttribute('aria-selected', 'true');
    now?.setAttribute('tabindex', '0');
    this.drawn = '';
    this.describe();
  }

  private toggle(path: string, wanted?: boolean): void {
    const row = this.rows.find((one) => one.file.path === path);
    if (row?.open === undefined || row.open === wanted) return;
    this.touched.add(path);
    if (row.open) this.open.delete(path);
    else this.open.add(path);
    this.draw();
  }

  private key(event: KeyboardEvent): void {
    const at = this.rows.findIndex((row) => row.file.path === this.current);
    const row = this.rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === 'ArrowRight' && row.open === false) this.toggle(this.current, true);
    else if (key === 'ArrowLeft' && row.open) this.toggle(this.current, false);
    else if (key === 'Enter' || key === ' ') this.toggle(this.current);
    else {
      const to = this.target(key, at, row);
      if (to === undefined) return;
      this.element(to)?.focus();
    }
    event.preventDefault();
  }

  private target(key: string, at: number, row: TreeRow): string | undefined {
    const path = (index: number): string | undefined => this.rows[index]?.file.path;
    switch (key) {
      case 'ArrowDown':
        return path(at + 1);
      case 'ArrowUp':
        return path(at - 1);
      case 'Home':
        return path(0);
      case 'End':
        return path(this.rows.length - 1);
      case 'ArrowRight':
        return row.open ? path(at + 1) : undefined;
      case 'ArrowLeft': {
        const parent = parentOf(row.file.path);
        return parent === '/' ? undefined : parent;
      }
    }
    if (key.length !== 1) return undefined;
    const wanted = key.toLowerCase();
    const around = [...this.rows.slice(at + 1), ...this.rows.slice(0, at)];
    return around.find(({ file }) => nameOf(file.path).toLowerCase().startsWith(wanted))?.file.path;
  }

  /** All about the chosen path. */
  private describe(): void {
    const file = this.rows.find((row) => row.file.path === this.current)?.file;
    this.detail.innerHTML = file ? detailHtml(file) : '<p class="muted">There is no file in the image.</p>';
  }
}

/** Where a path comes from, in a word; the whole of it stands in the detail. */
function shortOrigin(file: FileView): string {
  if (file.base) return 'base';
  return file.line === undefined ? 'context' : `line ${file.line + 1}`;
}

const TYPES: Record<FileView['type'], string> = {
  file: 'file',
  directory: 'directory',
  symlink: 'symbolic link',
  unknown: 'file or directory',
};

function detailHtml(file: FileView): string {
  const at = file.line === undefined ? undefined : { line: file.line, character: 0 };
  const reasons = [file.why, file.size.why, file.unlisted].filter((why) => why !== undefined);
  return `<p><code>${escapeHtml(file.path)}</code> ${at ? placeButton({ start: at, end: at }) : ''}</p>
    <p class="small">${TYPES[file.type]}, ${sizeText(file.size)}, mode ${file.mode}, owner ${file.owner}; ${escapeHtml(file.from)}.</p>
    ${[...new Set(reasons)].map((why) => `<p class="small muted">Not sure: ${escapeHtml(why)}.</p>`).join('')}`;
}

/** "12 files, 3 of them yours". */
export function filesNote(files: readonly FileView[], more: number): string {
  const own = files.filter((file) => !file.base && file.type !== 'directory').length;
  const rest = more > 0 ? `; ${count(more, 'more path')} of the base image` : '';
  return `${count(own, 'file')} that your Dockerfile put there${rest}`;
}
