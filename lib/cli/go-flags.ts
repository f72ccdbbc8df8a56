import { quote } from '../machine/syntax/quote';

/** A flag of a command line. */
export interface Flag {
  /** Whether it holds a text; the others are true or false. */
  readonly isText?: boolean;
  /** The one-letter form. */
  readonly short?: string;
  /** The value when the flag is given without one. */
  readonly alone?: string;
  /** The flag that it is another name of. */
  readonly as?: string;
  /** The replacement, where it is deprecated. */
  readonly deprecated?: string;
}

/** A parsed command line. */
export class GoFlags {
  /** The words that are not flags. */
  public readonly words: string[] = [];
  private readonly texts = new Map<string, string>();
  private readonly truths = new Map<string, boolean>();

  /** The text that a flag was set to. */
  public text(name: string): string | undefined {
    return this.texts.get(name);
  }

  /** Whether a flag was set to true. */
  public is(name: string): boolean {
    return this.truths.get(name) === true;
  }

  /** @internal */
  public set(name: string, value: string | boolean): void {
    if (typeof value === 'string') this.texts.set(name, value);
    else this.truths.set(name, value);
  }
}

/** Invalid arguments, with the message of programs in Go. */
export class FlagFault extends Error {}

const TRUE = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/**
 * Reads a command line as programs in Go do: flags may follow other words, letters may be combined, and values may
 * follow an equals sign.
 *
 * @param notice Is told of flags that are not to be used any more.
 * @throws FlagFault
 */
export function parseGoFlags(
  args: readonly string[],
  flags: Readonly<Record<string, Flag>>,
  notice: (text: string) => void,
): GoFlags {
  return new Reader(args, flags, notice).read();
}

class Reader {
  private readonly found = new GoFlags();
  private readonly rest: string[];

  public constructor(
    args: readonly string[],
    private readonly flags: Readonly<Record<string, Flag>>,
    private readonly notice: (text: string) => void,
  ) {
    this.rest = [...args];
  }

  public read(): GoFlags {
    for (let word = this.rest.shift(); word !== undefined; word = this.rest.shift()) {
      if (!word.startsWith('-') || word === '-') this.found.words.push(word);
      else if (word === '--') this.found.words.push(...this.rest.splice(0));
      else if (word.startsWith('--')) this.long(word);
      else this.letters(word.slice(1));
    }
    return this.found;
  }

  private long(word: string): void {
    const [name = '', ...values] = word.slice('--'.length).split('=');
    if (name === '' || name.startsWith('-')) throw new FlagFault(`bad flag syntax: ${word}`);
    const flag = Object.hasOwn(this.flags, name) ? this.flags[name] : undefined;
    if (flag === undefined) throw new FlagFault(`unknown flag: --${name}`);
    const given = values.length > 0 ? values.join('=') : (aloneOf(flag) ?? this.rest.shift());
    if (given === undefined) throw new FlagFault(`flag needs an argument: --${name}`);
    this.set(name, flag, given);
  }

  private letters(letters: string): void {
    let left = letters;
    while (left !== '') {
      const letter = left[0]!;
      const [name, flag] = Object.entries(this.flags).find(([, { short }]) => short === letter) ?? [];
      if (name === undefined || flag === undefined) {
        throw new FlagFault(`unknown shorthand flag: ${quotedLetter(left)} in -${left}`);
      }
      const behind = left.slice(1);
      const alone = aloneOf(flag);
      if (behind.length > 1 && behind.startsWith('=')) {
        this.set(name, flag, behind.slice(1));
        return;
      }
      if (alone !== undefined) {
        this.set(name, flag, alone);
        left = behind;
        continue;
      }
      const given = behind === '' ? this.rest.shift() : behind;
      if (given === undefined) throw new FlagFault(`flag needs an argument: ${quotedLetter(left)} in -${left}`);
      this.set(name, flag, given);
      return;
    }
  }

  private set(name: string, flag: Flag, given: string): void {
    if (flag.isText === true) this.found.set(flag.as ?? name, given);
    else {
      const value = TRUE.includes(given) ? true : FALSE.includes(given) ? false : undefined;
      if (value === undefined) {
        const named = quote(`${flag.short === undefined ? '' : `-${flag.short}, `}--${name}`);
        const reason = `strconv.ParseBool: parsing ${quote(given)}: invalid syntax`;
        throw new FlagFault(`invalid argument ${quote(given)} for ${named} flag: ${reason}`);
      }
      this.found.set(name, value);
    }
    if (flag.deprecated !== undefined) this.notice(`Flag --${name} has been deprecated, ${flag.deprecated}\n`);
  }
}

/** The value of a flag that is given without one; undefined when the next word is its value. */
function aloneOf({ isText, alone }: Flag): string | undefined {
  return isText === true ? alone : 'true';
}

/** Such programs use the first byte as the letter, and do so twice for a letter beyond ASCII. */
function quotedLetter(letters: string): string {
  const byte = Buffer.from(letters)[0]!;
  const letter = String.fromCharCode(byte < 0x80 ? byte : 0xc3);
  if (letter === "'") return "'\\''";
  return letter === '"' ? "'\"'" : `'${quote(letter).slice(1, -1)}'`;
}
