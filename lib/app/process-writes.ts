interface Written {
  readonly owner: WeakRef<object>;
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * What this process has written to each folder.
 *
 * The list on disk cannot tell a second app of the same program from a later run of it: the second one would take the
 * files of the first one for old.
 */
export class ProcessWrites {
  /** Whether it is kept. A test whose apps stand for runs of their own turns it off. @internal */
  public static isKept = true;
  private static readonly folders = new Map<string, Written>();

  /**
   * The files that another app of this process has written to a folder, with the hash of each.
   *
   * @param folder Tells the folder, and whose it is.
   * @param owner The app that is about to write.
   */
  public static ofOthers(folder: string, owner: object): ReadonlyMap<string, string> {
    const written = ProcessWrites.isKept ? ProcessWrites.folders.get(folder) : undefined;
    return written === undefined || written.owner.deref() === owner ? NONE : written.hashes;
  }

  /** Remembers what an app has written. */
  public static add(folder: string, owner: object, hashes: ReadonlyMap<string, string>): void {
    if (ProcessWrites.isKept) ProcessWrites.folders.set(folder, { owner: new WeakRef(owner), hashes });
  }

  private constructor() {
    // There is nothing to make one of.
  }
}

const NONE: ReadonlyMap<string, string> = new Map();
