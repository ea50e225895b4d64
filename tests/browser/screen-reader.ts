/** What a screen reader is told of a page: Chromium's accessibility tree as lines, and what live regions say. */
import type { CDPSession, Page } from 'playwright-core';

interface AXValue {
  readonly value?: unknown;
}
interface AXNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: AXValue;
  readonly name?: AXValue;
  readonly description?: AXValue;
  readonly value?: AXValue;
  readonly properties?: readonly { readonly name: string; readonly value: AXValue }[];
  readonly childIds?: readonly string[];
  readonly backendDOMNodeId?: number;
  /** `aria-valuetext`, which the tree leaves out of what it tells about separators and sliders. */
  spokenValue?: string;
}

/** Roles that say nothing of themselves: what they hold is read instead. */
const SILENT = new Set([
  'generic',
  'none',
  'InlineTextBox',
  'paragraph',
  'LineBreak',
  'LayoutTable',
  'strong',
  'emphasis',
  'code',
  'time',
  'superscript',
  'StaticText',
  'ListMarker',
  'LabelText',
  'RootWebArea',
  'term',
  'definition',
  'mark',
]);
/** What an outline may be asked of. */
const HOLDS = new Set(['region', 'tabpanel', 'dialog', 'group', 'navigation', 'list', 'tree', 'table']);
/** Names of what holds them: they were said with it. */
const SAID_BEFORE = new Set(['Legend', 'caption', 'Caption', 'MenuListPopup']);
/** Roles whose name is all that they hold: what is inside is not said again. */
const WHOLE = new Set([
  'link',
  'button',
  'heading',
  'checkbox',
  'radio',
  'tab',
  'option',
  'img',
  'image',
  'menuitem',
  'DisclosureTriangle',
  'treeitem',
  'cell',
  'rowheader',
  'columnheader',
]);
/** Chromium's own words for two of them. */
const ROLES: Readonly<Record<string, string>> = { DisclosureTriangle: 'disclosure', RootWebArea: 'page' };
const STATES: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  level: (value) => `level ${value}`,
  expanded: (value) => (value ? 'open' : 'closed'),
  checked: (value) => (String(value) === 'true' ? 'ticked' : 'not ticked'),
  pressed: (value) => (String(value) === 'true' ? 'pressed' : 'not pressed'),
  selected: (value) => (value ? 'selected' : undefined),
  disabled: (value) => (value ? 'disabled' : undefined),
  readonly: (value) => (value ? 'read only' : undefined),
  invalid: (value) => (String(value) === 'true' ? 'invalid' : undefined),
};

const text = (value: AXValue | undefined): string =>
  String(value?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim();

/** One element as it is announced: `button “Show a hint 1 of 3”, closed`. */
function said(node: AXNode): string {
  const name = text(node.name);
  const isItem = text(node.role) === 'listitem';
  const states = (node.properties ?? []).flatMap((one) =>
    isItem ? [] : (STATES[one.name]?.(one.value.value) ?? []),
  );
  const value = node.spokenValue ?? text(node.value);
  const description = text(node.description);
  return [
    `${ROLES[text(node.role)] ?? text(node.role)}${name ? ` “${name}”` : ''}`,
    ...states,
    ...(value && value !== name ? [`value “${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`] : []),
    ...(description && description !== name ? [`(${description})`] : []),
  ].join(', ');
}

/** A page as a screen reader is told of it. */
export class ScreenReader {
  readonly #session: CDPSession;
  readonly #page: Page;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  /** Before the page is opened: what live regions say is collected from the start. */
  static async listen(page: Page): Promise<ScreenReader> {
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      const LIVE = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], output';
      const say = (node: Node): void => {
        const region = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(LIVE);
        const words = region?.textContent?.replace(/\s+/g, ' ').trim();
        if (region?.checkVisibility() && words && heard.at(-1) !== words) heard.push(words);
      };
      new MutationObserver((changes) => {
        for (const { target } of changes) say(target);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    return new ScreenReader(page, session);
  }

  /** What live regions have said since the last time. */
  async heard(): Promise<string[]> {
    return this.#page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));
  }

  /** All that can be read, in order, indented by what holds what. @param within Name of the landmark, group or dialog. */
  async outline(within?: string): Promise<string[]> {
    const { nodes } = (await this.#session.send('Accessibility.getFullAXTree')) as { nodes: AXNode[] };
    await this.#spokenValues(nodes);
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const start = within
      ? nodes.find((node) => !node.ignored && text(node.name) === within && HOLDS.has(text(node.role)))
      : nodes[0];
    if (!start) throw new Error(`nothing is called “${within}”`);
    const lines: string[] = [];
    const walk = (node: AXNode, depth: number, labels = false): void => {
      const role = text(node.role);
      // The label of a field is its name: it is said with the field.
      if ((role === 'StaticText' && labels) || SAID_BEFORE.has(role)) return;
      const silent = node.ignored || SILENT.has(role);
      if (role === 'StaticText' && !node.ignored) this.#words(lines, depth, text(node.name));
      else if (!silent) lines.push(`${'  '.repeat(depth)}${said(node)}`);
      if (!node.ignored && WHOLE.has(role)) return;
      for (const id of node.childIds ?? []) {
        const child = byId.get(id);
        if (child) walk(child, silent ? depth : depth + 1, labels || role === 'LabelText');
      }
    };
    walk(start, 0);
    return lines;
  }

  /** Words of one sentence come in pieces; they are read as one. */
  #words(lines: string[], depth: number, words: string): void {
    if (!words) return;
    const indent = '  '.repeat(depth);
    const last = lines.at(-1);
    if (last?.startsWith(`${indent}“`)) lines[lines.length - 1] = `${last.slice(0, -1)} ${words}”`;
    else lines.push(`${indent}“${words}”`);
  }

  async #spokenValues(nodes: readonly AXNode[]): Promise<void> {
    for (const node of nodes) {
      if (!['separator', 'slider'].includes(text(node.role)) || !node.backendDOMNodeId) continue;
      const { node: element } = await this.#session.send('DOM.describeNode', {
        backendNodeId: node.backendDOMNodeId,
      });
      const { attributes = [] } = element;
      const at = attributes.indexOf('aria-valuetext');
      if (at >= 0) node.spokenValue = attributes[at + 1] ?? '';
    }
  }

  /** The element that has the focus, as it is announced. */
  async focused(): Promise<string> {
    const { result } = await this.#session.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (!result.objectId) return 'nothing';
    const { nodes } = (await this.#session.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    })) as { nodes: AXNode[] };
    await this.#spokenValues(nodes);
    return nodes[0] ? said(nodes[0]) : 'nothing';
  }
}
