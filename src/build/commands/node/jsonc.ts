/** JSON with comments and trailing commas, as tsconfig.json has it. Undefined where it cannot be read. */
export function parseJsonc(text: string): Record<string, unknown> | undefined {
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const char = text[at] as string;
    if (char === '"') {
      let end = at + 1;
      while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      plain += text.slice(at, end + 1);
      at = end + 1;
    } else if (char === '/' && text[at + 1] === '/') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '/' && text[at + 1] === '*') {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (char === ',') {
      let next = at + 1;
      while (/\s/.test(text[next] ?? '')) next += 1;
      if (text[next] !== '}' && text[next] !== ']') plain += ',';
      at += 1;
    } else {
      plain += char;
      at += 1;
    }
  }
  try {
    const value: unknown = JSON.parse(plain);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
