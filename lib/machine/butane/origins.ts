import type { Path } from '../report/path';
import type { DialectField, DialectStruct } from '../schema/dialect-struct';
import type { ConfigObject, Value } from '../value';
import { textsOf } from '../value';

/** Where an object of the result comes from. */
interface Origin {
  /** Its place in the source. */
  readonly path?: Path;
  /** Whether everything in it comes from that one place. */
  readonly isWhole?: boolean;
  /** Fields of it that come from elsewhere, with everything in them. */
  readonly fields?: ReadonlyMap<string | number, Path>;
  /** Fields that come from elsewhere themselves, but not what is in them. */
  readonly points?: ReadonlyMap<string | number, Path>;
}

/**
 * Where the parts of a result come from. Anything not listed here has the same place in the source and the result,
 * except for fields that Butane translates: contents, keys of files, texts of units.
 */
export class Origins {
  /** Whether the result was merged of two configs. */
  public isMerged = false;
  private readonly known = new Map<object, Origin>();

  /**
   * @param isKept Whether it is kept where merged parts come from. It is not needed while there are no findings.
   */
  public constructor(public readonly isKept: boolean) {}

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

  /** One field of an object comes from elsewhere, but not what is in it. */
  public setPoint(object: object, field: string | number, path: Path): void {
    const before = this.known.get(object);
    this.known.set(object, { ...before, points: new Map([...(before?.points ?? []), [field, path]]) });
  }

  /**
   * The place in the source of a place in the result.
   *
   * A path that is missing in the result has no place: it is returned unchanged, as upstream does. In a merged result
   * this includes empty values.
   */
  public inSource(root: ConfigObject, path: Path, rootShape: DialectStruct): Path {
    let at: Path = [];
    let value: Value | undefined = root;
    let struct: DialectStruct | undefined = rootShape;
    let saysNothing = false;
    for (const [i, step] of path.entries()) {
      const holder = value as ConfigObject;
      value = holder[step];
      if (value === undefined) return path;
      const known = this.known.get(holder);
      const field = known?.fields?.get(step) ?? (i === path.length - 1 ? known?.points?.get(step) : undefined);
      if (field !== undefined) at = field;
      else if (known?.isWhole !== true) at = translatedField(holder, step, at);
      const own = typeof value === 'object' ? this.known.get(value)?.path : undefined;
      if (own !== undefined) at = own;
      const its: DialectField | undefined = typeof step === 'string' ? struct?.byName.get(step) : undefined;
      if (typeof step === 'string') struct = its?.struct;
      // A merged list counts, whatever its items.
      if (typeof step === 'number') saysNothing = isSilentItem(value, struct);
      else saysNothing = its !== undefined && !(its.list !== undefined && field !== undefined) && isSilent(value, its);
    }
    return this.isMerged && saysNothing ? path : at;
  }
}

/** Whether a field only has default values. */
function isSilent(value: Value, field: DialectField): boolean {
  const { list, struct, required, zeroIsUnset } = field;
  if (list !== undefined) return (value as readonly Value[]).every((item) => isSilentItem(item, struct));
  if (struct !== undefined) return isSilentItem(value, struct);
  return (required || zeroIsUnset) && (value === '' || value === 0);
}

/** Like `isSilent`, for an object or the items of a list. */
function isSilentItem(value: Value, struct: DialectStruct | undefined): boolean {
  if (struct === undefined) return value === '';
  return struct.fields.every((field) => {
    const its = (value as ConfigObject)[field.name];
    return its === undefined || field.json === undefined || isSilent(its, field);
  });
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
      if (textsOf(holder, 'ssh_authorized_keys_local').length > 0) return [...at, 'ssh_authorized_keys_local'];
      break;
    default:
  }
  return [...at, step];
}
