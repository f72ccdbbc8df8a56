interface Written {
  readonly owner: WeakRef<object>;
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * The files that this process has written to each folder.
 *
 * The list on disk cannot tell a second app of the same program from a later run of it: the second one would regard
 * the files of the first one as old.
 */
export class ProcessWrites {
  /** Whether it is recorded. Tests whose apps represent separate runs turn it off. @internal */
  public static isKept = true;
  private static readonly folders = new Map<string, Written>();

  /**
   * The files that another app of this process has written to a folder, with the hash of each.
   *
   * @param folder Identifies the folder and its owner.
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
