/** What a JavaScript or TypeScript file imports, and which of it stays when types are taken out. */
export interface ModuleImport {
  readonly name: string;
  /** False for `import type` and for names that stand only where a type can. */
  readonly atRunTime: boolean;
  /** 1-based position of the quoted name. */
  readonly line: number;
  readonly column: number;
}

const STATEMENT =
  /^[ \t]*(import|export)\s+(type\s+)?([^'"`;]{0,2000}?)\s*(?:from\s*)?(['"])([^'"\n]{1,300})\4/gm;

/** Reads import and export-from statements at the beginning of lines. */
export function readImports(text: string): ModuleImport[] {
  const found: ModuleImport[] = [];
  for (const match of text.matchAll(STATEMENT)) {
    const [whole, keyword = '', type, clause = '', , name = ''] = match;
    if (keyword === 'export' && !/\bfrom\s*['"]/.test(whole)) continue;
    const at = (match.index ?? 0) + whole.length - name.length - 2;
    const before = text.slice(0, at);
    found.push({
      name,
      atRunTime: type === undefined && (keyword === 'export' || staysAtRunTime(text, clause, whole)),
      line: before.split('\n').length,
      column: at - before.lastIndexOf('\n'),
    });
  }
  return found;
}

/** Whether any imported name is called, read from, or made anew; side-effect imports always stay. */
function staysAtRunTime(text: string, clause: string, statement: string): boolean {
  const names = clause
    .replace(/[{}*]/g, ' ')
    .split(/[,\s]+/)
    .filter(
      (word) => word !== '' && word !== 'as' && word !== 'type' && word !== 'from' && /^[\w$]+$/.test(word),
    );
  if (names.length === 0) return true;
  const rest = text.replace(statement, '');
  return names.some((name) => {
    for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name, at + 1)) {
      if (/[\w$]/.test(rest[at - 1] ?? '') || /[\w$]/.test(rest[at + name.length] ?? '')) continue;
      const after = rest.slice(at + name.length, at + name.length + 3).trimStart();
      const before = rest.slice(Math.max(0, at - 6), at);
      if (/^[.(`]/.test(after) || /\bnew $/.test(before) || /<$/.test(before)) return true;
    }
    return false;
  });
}

/** Name of the package of an import; undefined for relative ones, built-in modules and aliases. */
export function packageOfImport(name: string): string | undefined {
  if (/^[./#~]/.test(name) || name.includes(':')) return undefined;
  const parts = name.split('/');
  return name.startsWith('@') ? (parts.length > 1 ? `${parts[0]}/${parts[1]}` : undefined) : parts[0];
}
