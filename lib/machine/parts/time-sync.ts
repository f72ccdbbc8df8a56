import { IPV4_FORM } from '../../core/ip';
import { either, list, object, optional, required, text } from '../../core/shape';
import { HOST_NAME_PATTERN, LABEL_PATTERN } from '../../core/patterns';
import { checkedProps } from '../../core/props';
import type { IMachine, IMachinePart } from '../config/machine';
import { SystemdUnit } from '../../systemd/unit';
import { iniText } from './ini';

/** Props of `TimeSync`. */
export interface TimeSyncProps {
  /** Time servers, names or IPv4 addresses. */
  readonly servers: readonly string[];
  /**
   * The name of the part.
   *
   * @default time
   */
  readonly name?: string;
}

const PROPS = object<TimeSyncProps>({
  servers: required(list(either(text(HOST_NAME_PATTERN), text(IPV4_FORM)), { minItems: 1, unique: true })),
  name: optional(text(LABEL_PATTERN)),
});

/**
 * The time servers of a machine, for whichever time service it runs. Certificates and etcd need synchronized clocks.
 */
export class TimeSync implements IMachinePart {
  /** The name of the part. */
  public readonly name: string;
  private readonly servers: readonly string[];

  /**
   * @throws KV12xx for invalid servers.
   */
  public constructor(props: TimeSyncProps) {
    const { servers, name = 'time' } = checkedProps('', PROPS, props);
    this.name = name;
    this.servers = servers;
  }

  /** Adds the entries of the part to a machine. */
  public bind(machine: IMachine): void {
    const { servers } = this;
    if (machine.os.time === 'chrony') {
      machine.addFile({ path: '/etc/chrony.conf', overwrite: true, contents: chronyText(servers), mode: 0o644 });
      machine.addUnit(new SystemdUnit({ name: 'chronyd.service', enabled: true }));
    } else {
      const contents = iniText([{ name: 'Time', lines: [{ key: 'NTP', value: servers.join(' ') }] }]);
      const path = '/etc/systemd/timesyncd.conf.d/10-servers.conf';
      machine.addFile({ path, overwrite: true, contents, mode: 0o644 });
      machine.addUnit(new SystemdUnit({ name: 'systemd-timesyncd.service', enabled: true }));
    }
  }
}

/** A clock that is far off is stepped while the machine boots, and slewed later. */
function chronyText(servers: readonly string[]): string {
  const lines = servers.map((server) => `server ${server} iburst`);
  return [...lines, 'driftfile /var/lib/chrony/drift', 'makestep 1.0 3', 'rtcsync', ''].join('\n');
}
