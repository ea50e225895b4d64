/** What a run of awk knows of the world around it. */
export interface AwkWorld {
  readonly gnu: boolean;
  /** Text of a file, one character a byte; undefined where it cannot be read. `-` is stdin. */
  read(path: string): string | undefined;
  readonly env: ReadonlyMap<string, string>;
  /** Something may be in another order than the real one's. */
  anyOrder(): void;
}
