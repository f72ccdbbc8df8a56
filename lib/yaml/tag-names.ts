import { refuse } from './fault';
import type { Scanner } from './scanner';
import type { Token } from './token';

const STANDARD_TAGS = 'tag:yaml.org,2002:';

/** The meaning of tag handles in a document. */
export class TagNames {
  private readonly prefixes = new Map<string, string>();

  /** Passes the directives before a document; its marker must follow. */
  public readDirectives(scanner: Scanner): void {
    let hasVersion = false;
    for (;;) {
      const { type, value, suffix, start, end } = scanner.peek();
      if (type === 'document-start') return;
      if (type === 'version') {
        if (hasVersion) refuse('the version is given twice', start, end);
        if (value !== '1.1') refuse(`only YAML 1.1 is read here, not ${value}`, start, end);
        hasVersion = true;
      } else if (type === 'tag-directive') {
        if (this.prefixes.has(value)) refuse('the handle is given twice', start, end);
        this.prefixes.set(value, suffix);
      } else {
        refuse('a document begins with ---', start);
      }
      scanner.skip();
    }
  }

  /** The whole name of a tag. */
  public nameOf({ value: handle, suffix, start, end }: Token): string {
    if (handle === '') return suffix;
    const prefix = this.prefixes.get(handle) ?? (handle === '!' ? '!' : handle === '!!' ? STANDARD_TAGS : undefined);
    const name = `${prefix ?? ''}${suffix}`;
    return prefix !== undefined && name !== '' ? name : refuse(`the tag handle ${handle} is not defined`, start, end);
  }
}
