/** Numbers as awk and printf write them. */

/** `%e` of C: two digits of exponent at least. */
function exponential(value: number, digits: number): string {
  return value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** `%f` of C: what lies exactly between goes to the even digit. */
function fixed(value: number, digits: number): string {
  const near = value.toFixed(digits);
  const exact = value.toFixed(100);
  const tail = exact.slice(exact.indexOf('.') + 1 + digits);
  if (!/^50*$/.test(tail)) return near;
  const below = exact.slice(0, exact.indexOf('.') + (digits === 0 ? 0 : 1 + digits));
  return /[02468]$/.test(below) ? below : near;
}

/** `%g` of C. */
export function general(value: number, precision: number, keepsZeros = false): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const digits = precision === 0 ? 1 : precision;
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const exponent = Number(value.toExponential(digits - 1).split('e')[1]);
  const plain = exponent >= -4 && exponent < digits;
  const text = plain ? fixed(value, Math.max(0, digits - 1 - exponent)) : exponential(value, digits - 1);
  if (keepsZeros || !/\./.test(text)) return text;
  return plain ? text.replace(/\.?0+$/, '') : text.replace(/\.?0+e/, 'e');
}

/** One conversion of printf with its flags, width and precision (undefined: none). */
export function formatted(
  kind: string,
  flags: string,
  width: number,
  precision: number | undefined,
  value: { readonly text: string; readonly number: number },
): string {
  let out: string;
  let sign = '';
  const { number } = value;
  if (kind === 's') out = precision === undefined ? value.text : value.text.slice(0, precision);
  else if (kind === 'c') out = value.text;
  else if (/[diouxX]/.test(kind)) {
    const whole = Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
    const base = kind === 'o' ? 8 : /[xX]/.test(kind) ? 16 : 10;
    const shown = base !== 10 && whole < 0n ? BigInt.asUintN(64, whole) : whole;
    if (shown < 0n) sign = '-';
    out = (shown < 0n ? -shown : shown).toString(base);
    if (kind === 'X') out = out.toUpperCase();
    if (precision !== undefined) out = out.padStart(precision, '0');
    if (flags.includes('#') && base === 16 && shown !== 0n) sign = kind === 'X' ? '0X' : '0x';
    if (flags.includes('#') && base === 8 && !out.startsWith('0')) out = `0${out}`;
  } else {
    const size = Math.abs(number);
    if (number < 0 || Object.is(number, -0)) sign = '-';
    const digits = precision ?? 6;
    if (!Number.isFinite(size)) out = Number.isNaN(size) ? 'nan' : 'inf';
    else if (/[fF]/.test(kind)) out = size < 1e21 ? fixed(size, digits) : BigInt(size).toString();
    else if (/[eE]/.test(kind)) out = exponential(size, digits);
    else out = general(size, digits, flags.includes('#'));
    if (/[EGF]/.test(kind)) out = out.toUpperCase();
  }
  if (!/[scouxX]/.test(kind) && sign === '')
    sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if (flags.includes('-')) return (sign + out).padEnd(width);
  const zeros =
    flags.includes('0') && !/[sc]/.test(kind) && !(precision !== undefined && /[dioxXu]/.test(kind));
  return zeros ? sign + out.padStart(width - sign.length, '0') : (sign + out).padStart(width);
}
