/** Python distributions whose parts are known: what they import as, depend on, and which programs they bring. */

export interface Distribution {
  /** Folders or files in site-packages. */
  readonly modules: readonly string[];
  readonly requires: readonly string[];
  readonly scripts: readonly string[];
  /** Unpacked bytes, a rule of thumb. */
  readonly bytes: number;
}

const row = (modules: string, requires: string, scripts: string, bytes: number): Distribution => ({
  modules: modules.split(' ').filter(Boolean),
  requires: requires.split(' ').filter(Boolean),
  scripts: scripts.split(' ').filter(Boolean),
  bytes,
});

/** By normalised name; from the metadata of the packages (Requires-Dist, entry points). */
export const DISTRIBUTIONS: Readonly<Record<string, Distribution>> = {
  flask: row('flask', 'blinker click itsdangerous jinja2 markupsafe werkzeug', 'flask', 700_000),
  waitress: row('waitress', '', 'waitress-serve', 500_000),
  blinker: row('blinker', '', '', 40_000),
  click: row('click', '', '', 900_000),
  itsdangerous: row('itsdangerous', '', '', 80_000),
  jinja2: row('jinja2', 'markupsafe', '', 1_200_000),
  markupsafe: row('markupsafe', '', '', 110_000),
  werkzeug: row('werkzeug', 'markupsafe', '', 2_000_000),
  gunicorn: row('gunicorn', 'packaging', 'gunicorn gunicornc', 900_000),
  packaging: row('packaging', '', '', 600_000),
  requests: row('requests', 'certifi charset-normalizer idna urllib3', '', 500_000),
  certifi: row('certifi', '', '', 320_000),
  'charset-normalizer': row('charset_normalizer', '', 'normalizer', 800_000),
  idna: row('idna', '', '', 600_000),
  urllib3: row('urllib3', '', '', 1_100_000),
  uvicorn: row('uvicorn', 'click h11', 'uvicorn', 600_000),
  h11: row('h11', '', '', 300_000),
  django: row('django', 'asgiref sqlparse', 'django-admin', 45_000_000),
  asgiref: row('asgiref', '', '', 150_000),
  sqlparse: row('sqlparse', '', 'sqlformat', 300_000),
  numpy: row('numpy numpy.libs', '', 'f2py numpy-config', 75_000_000),
  wheel: row('wheel', '', 'wheel', 200_000),
  setuptools: row('setuptools _distutils_hack', '', '', 6_000_000),
};

export const SIZE_WHY = 'sizes of Python packages are a rule of thumb';
export const UNKNOWN_BYTES = 1_500_000;

/** One requirement: `flask==3.1.3`, `uvicorn[standard]>=0.30 ; python_version > "3.9"`. */
export interface Requirement {
  /** Lower case, runs of `-_.` as one `-`. */
  readonly name: string;
  /** Exact version where it is pinned. */
  readonly version?: string;
  readonly extras: boolean;
  /** As it was written, without markers. */
  readonly text: string;
}

/** Reads a requirement; undefined for something else (a URL, a folder). */
export function parseRequirement(line: string): Requirement | undefined {
  const text = (line.split(';')[0] ?? '').trim();
  const match = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^\]]*\])?\s*(.*)$/.exec(text);
  if (!match || /^[./]/.test(text) || text.includes('://') || text.includes('/')) return undefined;
  const [, name = '', extras, rest = ''] = match;
  if (rest !== '' && !/^[=<>!~(@]/.test(rest)) return undefined;
  const version = /^===?\s*([^,\s*]+)$/.exec(rest)?.[1];
  return {
    name: normalise(name),
    ...(version === undefined ? {} : { version }),
    extras: extras !== undefined && extras !== '[]',
    text,
  };
}

export function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
