import { editor } from 'monaco-editor/editor';

/** Token and editor colours of Monaco and the custom property of tokens.css that each takes. */
const TOKENS: Record<string, string> = {
  keyword: '--code-keyword',
  flag: '--code-flag',
  string: '--code-string',
  variable: '--code-variable',
  comment: '--code-comment',
  directive: '--code-comment',
  heredoc: '--code-stage',
  image: '--code-function',
  stage: '--code-stage',
  escape: '--code-gutter',
};
/** As in code.css. */
const STYLES: Record<string, string> = {
  keyword: 'bold',
  stage: 'bold',
  directive: 'bold',
  comment: 'italic',
};
const COLOURS: Record<string, string> = {
  'editor.background': '--code-bg',
  'editor.foreground': '--code-ink',
  'editorLineNumber.foreground': '--code-gutter',
  'editorLineNumber.activeForeground': '--code-ink',
  'editor.lineHighlightBackground': '--code-mark',
  'editorCursor.foreground': '--code-ink',
  'editorError.foreground': '--bad',
  'editorWarning.foreground': '--warn',
  'editorInfo.foreground': '--info',
  'editorHoverWidget.background': '--surface',
  'editorHoverWidget.foreground': '--ink',
  'editorHoverWidget.border': '--line-strong',
  'editorSuggestWidget.background': '--surface',
  'editorSuggestWidget.foreground': '--ink',
  'editorSuggestWidget.border': '--line-strong',
  'editorSuggestWidget.highlightForeground': '--accent',
  'editorSuggestWidget.focusHighlightForeground': '--accent',
  'editorSuggestWidget.selectedBackground': '--code-mark',
  'editorSuggestWidget.selectedForeground': '--ink',
  'editor.foldBackground': '--code-mark',
  'editorGutter.foldingControlForeground': '--code-gutter',
  'editorWidget.background': '--surface',
  'editorWidget.foreground': '--ink',
  'editorWidget.border': '--line-strong',
  'input.background': '--code-bg',
  'input.foreground': '--ink',
  'input.border': '--line-strong',
  focusBorder: '--focus',
  'textLink.foreground': '--accent',
  'menu.background': '--surface',
  'menu.foreground': '--ink',
};

/** Defines the theme from the page's colours as they are now, and applies it. */
export function applyTheme(): void {
  const read = colourReader();
  const background = read('--code-bg');
  const colors = Object.fromEntries(Object.entries(COLOURS).map(([key, name]) => [key, `#${read(name)}`]));
  const selection = read('--ship-edge');
  editor.defineTheme('stagecraft', {
    base: isDark(background) ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: read('--code-ink') },
      ...Object.entries(TOKENS).map(([token, name]) => ({
        token,
        foreground: read(name),
        ...(STYLES[token] === undefined ? {} : { fontStyle: STYLES[token] }),
      })),
    ],
    colors: {
      ...colors,
      'editor.selectionBackground': `#${selection}55`,
      'editor.wordHighlightBackground': `#${selection}40`,
      'editor.wordHighlightStrongBackground': `#${selection}66`,
    },
  });
  editor.setTheme('stagecraft');
}

/** Applies the theme now and whenever the reader or the system changes it. Call the result to stop. */
export function followTheme(): () => void {
  applyTheme();
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = new MutationObserver(applyTheme);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', applyTheme);
  return () => {
    root.disconnect();
    system.removeEventListener('change', applyTheme);
  };
}

/** Reads a custom property as `rrggbb`: only a real `color` resolves `light-dark()`. */
function colourReader(): (name: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    const channels = getComputedStyle(probe).color.match(/\d+(\.\d+)?/g) ?? [];
    return channels
      .slice(0, 3)
      .map((channel) => Math.round(Number(channel)).toString(16).padStart(2, '0'))
      .join('');
  };
  queueMicrotask(() => probe.remove());
  return read;
}

function isDark(hex: string): boolean {
  const [red = 0, green = 0, blue = 0] = (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
