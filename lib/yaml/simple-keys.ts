import type { Cursor } from './cursor';
import { refuse } from './fault';

/** A place where a key without `?` may have begun. Its `:` has not come yet. */
export class SimpleKey {
  public isPossible = false;
  /** Whether its token waits for the `:`. */
  public isAwaited = false;
  public isRequired = false;
  public tokenNumber = 0;
  public at = 0;
  public line = 0;
  public column = 0;
}

const LONGEST_KEY = 1024;

/** The keys that may have begun: one in the block, and one in each bracket that is open. */
export class SimpleKeys {
  private readonly keys: SimpleKey[] = [];

  public constructor(private readonly cursor: Cursor) {}

  /** Begins with a level of brackets, whose own token has a number. */
  public open(level: number, tokenNumber: number): void {
    if (this.keys.length === level) this.keys.push(new SimpleKey());
    const key = this.keys[level]!;
    key.isPossible = false;
    key.tokenNumber = tokenNumber;
  }

  /**
   * Ends a level of brackets. Go's readers forget then for which token they wait: behind `[]`, in which no key began,
   * for that of the brackets.
   */
  public close(level: number): void {
    const outer = this.keys[level - 1]!;
    if (outer.tokenNumber === this.keys[level]!.tokenNumber) outer.isAwaited = false;
  }

  /** Notes that a key may begin at the cursor. */
  public save(level: number, tokenNumber: number, isRequired: boolean): void {
    this.drop(level);
    const { at, line, column } = this.cursor;
    const key = this.keys[level]!;
    key.isPossible = true;
    key.isAwaited = true;
    key.isRequired = isRequired;
    key.tokenNumber = tokenNumber;
    key.at = at;
    key.line = line;
    key.column = column;
  }

  /** Gives up the key of a level: something else came. */
  public drop(level: number): void {
    const key = this.keys[level]!;
    if (key.isPossible && key.isRequired) refuse('a key needs a : after it', key.at);
    key.isPossible = false;
  }

  /** The key of a level, if its `:` may come at the cursor. */
  public find(level: number): SimpleKey | undefined {
    const key = this.keys[level]!;
    return key.isPossible && this.isValid(key) ? key : undefined;
  }

  /** Whether a token may turn out to be one of the keys. */
  public mayBe(tokenNumber: number, level: number): boolean {
    for (let i = level; i >= 0; i--) {
      const key = this.keys[i]!;
      if (!key.isPossible || !key.isAwaited) continue;
      if (key.tokenNumber === tokenNumber) return this.isValid(key);
      // Outer ones come before this one.
      if (key.tokenNumber < tokenNumber) return false;
    }
    return false;
  }

  private isValid(key: SimpleKey): boolean {
    if (key.line === this.cursor.line && this.isNear(key.at)) return true;
    if (key.isRequired) refuse('a key needs a : after it, on the same line', key.at);
    return false;
  }

  private isNear(at: number): boolean {
    const units = this.cursor.at - at;
    if (units <= LONGEST_KEY) return true;
    // Characters count, and some of them have two units.
    return units <= 2 * LONGEST_KEY && [...this.cursor.text.slice(at, this.cursor.at)].length <= LONGEST_KEY;
  }
}
