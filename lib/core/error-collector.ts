import { joinErrors, KvorumError, raise } from './error';

/**
 * Runs the parts of one call and keeps their errors, so that a user sees all of them in one run.
 *
 * Only errors of the library are kept: anything else is a bug, and is passed on at once.
 */
export class ErrorCollector {
  private readonly errors: KvorumError[] = [];

  /** Whether nothing has failed so far. Parts that build on others ask before they run. */
  public get isEmpty(): boolean {
    return this.errors.length === 0;
  }

  /** Adds an error. */
  public add(error: KvorumError): void {
    this.errors.push(...error.all);
  }

  /**
   * Runs a part.
   *
   * @returns Its result; undefined when it was refused.
   */
  public attempt<T>(part: () => T): T | undefined {
    try {
      return part();
    } catch (e) {
      if (!KvorumError.isKvorumError(e)) throw e;
      this.add(e);
      return undefined;
    }
  }

  /** Throws all errors as one, when there are any. */
  public throwAll(): void {
    if (this.errors.length > 0) raise(joinErrors(this.errors));
  }
}
