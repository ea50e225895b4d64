/** Chains of tables longer than this are flattened, so that a look-up never walks far. */
const DEEPEST = 16;

interface Entry {
  readonly version: number;
  readonly value: string;
}

/** All values that the variables of one stage ever had; scopes are places in its history. */
class Table {
  version = 0;
  readonly depth: number;
  readonly parent: Scope | undefined;
  private readonly entries = new Map<string, Entry[]>();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  write(name: string, value: string): void {
    const entry = { version: ++this.version, value };
    const history = this.entries.get(name);
    if (history === undefined) this.entries.set(name, [entry]);
    else history.push(entry);
  }

  read(name: string, version: number): string | undefined {
    const history = this.entries.get(name);
    return history === undefined ? undefined : valueAt(history, version);
  }

  collect(into: Map<string, string>, version: number): void {
    for (const [name, history] of this.entries) {
      const value = valueAt(history, version);
      if (value !== undefined) into.set(name, value);
    }
  }
}

/** The last value that was written no later than `version`. */
function valueAt(history: readonly Entry[], version: number): string | undefined {
  const last = history[history.length - 1] as Entry;
  if (last.version <= version) return last.value;
  let low = 0;
  let high = history.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((history[middle] as Entry).version <= version) low = middle + 1;
    else high = middle;
  }
  return history[low - 1]?.value;
}

/**
 * Variables as they stand at one point of a stage. A scope never changes; `with` gives the next one,
 * and they share their table, so that a stage of a thousand ENVs does not hold a thousand copies.
 */
export class Scope implements ReadonlyMap<string, string> {
  private readonly table: Table;
  private readonly version: number;
  private flat: ReadonlyMap<string, string> | undefined;

  private constructor(table: Table) {
    this.table = table;
    this.version = table.version;
  }

  static of(entries: Iterable<readonly [string, string]>): Scope {
    const table = new Table(undefined);
    for (const [name, value] of entries) table.write(name, value);
    return new Scope(table);
  }

  /** A scope that many files may start from: what is added to it goes to tables of their own. */
  static constant(entries: Iterable<readonly [string, string]>): Scope {
    const scope = Scope.of(entries);
    scope.table.version++;
    return scope;
  }

  get depth(): number {
    return this.table.depth;
  }

  get(name: string): string | undefined {
    return this.table.read(name, this.version) ?? this.table.parent?.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The scope in which `name` has `value` and all else is as here. */
  with(name: string, value: string): Scope {
    let { table } = this;
    // Only the latest scope writes on in its table; from an older one a table of its own branches off.
    if (table.version !== this.version) {
      table = new Table(table.depth < DEEPEST ? this : Scope.of(this.flatten()));
    }
    table.write(name, value);
    return new Scope(table);
  }

  get size(): number {
    return this.flatten().size;
  }

  keys(): MapIterator<string> {
    return this.flatten().keys();
  }

  values(): MapIterator<string> {
    return this.flatten().values();
  }

  entries(): MapIterator<[string, string]> {
    return this.flatten().entries();
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.entries();
  }

  forEach(callback: (value: string, name: string, map: ReadonlyMap<string, string>) => void): void {
    for (const [name, value] of this.flatten()) callback(value, name, this);
  }

  /** Names in the order in which they were first set. */
  private flatten(): ReadonlyMap<string, string> {
    if (this.flat === undefined) {
      const all = new Map(this.table.parent?.flatten());
      this.table.collect(all, this.version);
      this.flat = all;
    }
    return this.flat;
  }
}
