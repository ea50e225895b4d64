/**
 * Monaco's style sheets, adopted by the document together with the script that needs them. The bundler
 * would otherwise hoist all of it into a render-blocking link (vite-monaco-css.mjs has the other half).
 */
const collected: string[] = [];
let sheet: CSSStyleSheet | undefined;

/** Adds one style sheet; all that arrive in one turn become one sheet. */
export function adoptCss(css: string): void {
  collected.push(css);
  if (collected.length === 1) queueMicrotask(flush);
}

function flush(): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  }
  const before = [...sheet.cssRules].map((rule) => rule.cssText).join('\n');
  sheet.replaceSync(`${before}\n${collected.splice(0).join('\n')}`);
}
