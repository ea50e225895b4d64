/**
 * What is thrown inside the front end and caught one level up, where it becomes a diagnostic. It is no `Error`
 * on purpose: with every half-typed line one is thrown, and taking down a stack that nobody reads lasts longer
 * than reading the file.
 */
export class Fault {
  /** What is wrong, in BuildKit's words. */
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
