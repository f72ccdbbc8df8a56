import type { Path } from '../report/path';
import type { ConfigObject, Value } from '../value';

/** Where an object of the result comes from. */
interface Origin {
  /** Its place in the source. */
  readonly path?: Path;
  /** Whether everything in it comes from that one place. */
  readonly isWhole?: boolean;
  /** Fields of it that come from elsewhere. */
  readonly fields?: ReadonlyMap<string | number, Path>;
}

/**
 * Where the parts of a result come from. What is not named here stands in the source where it stands in the result, but
 * for the fields that Butane translates by the way: contents, keys of files, texts of units.
 */
export class Origins {
  private readonly known = new Map<object, Origin>();

  /** Everything in an object comes from one place of the source. */
  public setWhole(object: object, path: Path): void {
    this.known.set(object, { path, isWhole: true });
  }

  /** An object comes from a place of the source, and its fields from below it, unless they are named. */
  public set(object: object, path: Path | undefined, fields?: ReadonlyMap<string | number, Path>): void {
    this.known.set(object, { ...(path !== undefined && { path }), ...(fields !== undefined && { fields }) });
  }

  /** One field of an object comes from elsewhere. */
  public setField(object: object, field: string | number, path: Path): void {
    const before = this.known.get(object);
    this.known.set(object, { ...before, fields: new Map([...(before?.fields ?? []), [field, path]]) });
  }

  /**
   * The place in the source of a place in the result.
   *
   * What is not there in the result has none: the path is given back as it is, as upstream does.
   */
  public inSource(root: ConfigObject, path: Path): Path {
    let at: Path = [];
    let value: Value | undefined = root;
    for (const step of path) {
      const holder = value as ConfigObject;
      value = holder[step];
      if (value === undefined) return path;
      const known = this.known.get(holder);
      const field = known?.fields?.get(step);
      if (field !== undefined) at = field;
      else if (known?.isWhole !== true) at = translatedField(holder, step, at);
      const own = typeof value === 'object' ? this.known.get(value)?.path : undefined;
      if (own !== undefined) at = own;
    }
    return at;
  }
}

/** The field of the source that a field of the result was made of, where Butane has other names. */
function translatedField(holder: ConfigObject, step: string | number, at: Path): Path {
  const isMade = (name: string): boolean => typeof holder[name] === 'string' && holder[name] !== '';
  switch (step) {
    case 'source':
      return [...at, 'inline' in holder ? 'inline' : 'local' in holder ? 'local' : 'source'];
    case 'compression':
      if (holder.userCompression === true) break;
      return [...at, 'inline' in holder ? 'inline' : 'local' in holder ? 'local' : 'compression'];
    case 'contents':
      if (isMade('contents_local')) return [...at, 'contents_local'];
      break;
    case 'ssh_authorized_keys':
      if ('ssh_authorized_keys_local' in holder) return [...at, 'ssh_authorized_keys_local'];
      break;
    default:
  }
  return [...at, step];
}
