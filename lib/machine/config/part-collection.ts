import type { FindingDetails } from '../../core/error';
import { joinErrors, KvorumError, raise } from '../../core/error';
import type { FindingType } from '../../core/finding-type';
import { typeName } from '../../core/format';
import { MachineEntries } from '../entries/entries';
import { LABEL_PATTERN } from '../../core/patterns';
import { fault, refuse } from '../../core/fault';
import type { IMachinePart } from './machine';
import { MACHINE } from '../codes/machine';
import type { MachineOs } from './machine-os';
import { PartRecorder } from '../entries/recorder';
import { recordedPart } from './shared-parts';

/** A finding that a part has reported. */
export interface PartFinding {
  readonly type: FindingType;
  readonly details: FindingDetails;
}

/** The parts of a machine and all that they have added to it. */
export class PartCollection {
  /** The entries that were added. */
  public readonly entries = new MachineEntries();
  private readonly names: string[] = [];

  /**
   * @param path The construct path of the machine, for errors. It also names entries that the machine adds itself.
   */
  public constructor(
    private readonly path: string,
    private readonly os: MachineOs,
    private readonly host: string,
  ) {}

  /** The names of the parts, in the order in which they were added. */
  public get parts(): readonly string[] {
    return this.names;
  }

  /**
   * Adds a part completely or not at all.
   *
   * @returns The findings that it reported.
   */
  public add(part: IMachinePart): readonly PartFinding[] {
    const { name, bind } = (part ?? {}) as Partial<IMachinePart>;
    if (typeof bind !== 'function' || typeof name !== 'string' || !LABEL_PATTERN.pattern.test(name)) {
      const more = { given: typeName(part), allowed: `an object with bind and a name: ${LABEL_PATTERN.form}` };
      refuse(this.path, [fault(MACHINE.badPart, 'part', 'the value is not a part', more)]);
      return [];
    }
    if (this.names.includes(name)) {
      refuse(this.path, [
        fault(MACHINE.partName, 'part.name', 'a part with this name has already been added', { given: name }),
      ]);
    }
    const recorder = recordedPart(part, this.os, () => this.record(name, (machine) => part.bind(machine)));
    const findings = this.take(recorder);
    this.names.push(name);
    return findings;
  }

  /** Like `add`, for entries of the machine itself. */
  public addOwn(action: (recorder: PartRecorder) => void): readonly PartFinding[] {
    return this.take(this.record(this.path, action));
  }

  private record(part: string, action: (recorder: PartRecorder) => void): PartRecorder {
    const recorder = new PartRecorder(this.os, this.host, this.path, part);
    try {
      action(recorder);
    } catch (e) {
      // Values such as units do not know their machine.
      if (!KvorumError.isKvorumError(e)) throw e;
      raise(joinErrors(e.all.map((error) => error.locatedAt(this.path))));
    }
    return recorder;
  }

  private take({ entries, findings }: PartRecorder): readonly PartFinding[] {
    refuse(this.path, this.entries.add(entries));
    return findings;
  }
}
