import type { ShapeFault } from '../core/check-shape';
import { escapePath } from './escape';
import { fault } from '../core/fault';
import { UNITS } from './codes';
import type { SystemdServiceSection } from './service-section';
import type { SystemdUnitProps } from './unit-props';

// The types of units that have a section of their own.
const TYPED = ['service', 'mount', 'swap', 'timer', 'path', 'socket'] as const;
// The directives that systemd requires.
const NEEDED: readonly string[] = ['service', 'mount', 'swap', 'timer', 'path', 'socket'];

/** Faults of a unit as a whole: what systemd or Ignition would refuse, or silently ignore. */
export function unitFaults(props: SystemdUnitProps, contents: string | undefined): readonly ShapeFault[] {
  return [
    ...maskFaults(props, contents),
    ...(contents === undefined ? [] : [...sectionFaults(props), ...installFaults(props)]),
    ...(props.service === undefined ? [] : serviceFaults(props.service)),
    ...nameFaults(props),
    ...timerFaults(props),
  ];
}

function maskFaults({ name, masked, enabled }: SystemdUnitProps, contents: string | undefined): readonly ShapeFault[] {
  if (masked !== true || (contents === undefined && enabled !== true)) return [];
  const given = contents === undefined ? 'masked and enabled' : 'masked, with sections';
  return [fault(UNITS.maskedUnit, 'masked', `${name} is masked, but other fields are set`, { given })];
}

function sectionFaults(props: SystemdUnitProps): readonly ShapeFault[] {
  const type = props.name.slice(props.name.lastIndexOf('.') + 1);
  const faults = TYPED.filter((section) => section !== type && props[section] !== undefined).map((section) =>
    fault(UNITS.wrongSection, section, `a .${type} does not have this section`, {
      allowed: `a unit whose name ends in .${section}`,
    }),
  );
  if (NEEDED.includes(type) && props[type as (typeof TYPED)[number]] === undefined) {
    faults.push(fault(UNITS.wrongSection, type, `${props.name} lacks the section of its type`));
  }
  return faults;
}

function installFaults({ name, enabled, install }: SystemdUnitProps): readonly ShapeFault[] {
  if (enabled !== true) return [];
  const { WantedBy = [], RequiredBy = [], Also = [], Alias = [], more = [] } = install ?? {};
  if ([...WantedBy, ...RequiredBy, ...Also, ...Alias, ...more].length > 0) return [];
  return [fault(UNITS.notInstalled, 'install', `nothing would start ${name}`)];
}

function serviceFaults(service: SystemdServiceSection): readonly ShapeFault[] {
  const { Type = 'simple', ExecStart = [], ExecStop = [], Restart = 'no', RemainAfterExit, more = [] } = service;
  const isOneshot = Type === 'oneshot';
  const faults: ShapeFault[] = [];
  const add = (property: string, message: string, fix: string): unknown =>
    faults.push(fault(UNITS.badService, `service.${property}`, message, { fix }));
  const startsByMore = more.some(({ name }) => name === 'ExecStart');
  if (ExecStart.length === 0 && !startsByMore && !(ExecStop.length > 0 && RemainAfterExit === true)) {
    add('ExecStart', 'the service has no command to start', 'give ExecStart');
  }
  if (ExecStart.length > 1 && !isOneshot) {
    add('ExecStart', `${ExecStart.length} commands need Type oneshot`, 'set Type to oneshot, or give one command');
  }
  if (isOneshot && (Restart === 'always' || Restart === 'on-success')) {
    add(
      'Restart',
      `a oneshot cannot restart ${Restart === 'always' ? 'always' : 'when it succeeds'}`,
      'use on-failure',
    );
  }
  return faults;
}

function nameFaults({ name, mount, swap }: SystemdUnitProps): readonly ShapeFault[] {
  const [at, path, type] =
    mount === undefined
      ? (['swap.What', swap?.What, 'swap'] as const)
      : (['mount.Where', mount.Where, 'mount'] as const);
  if (path === undefined) return [];
  const allowed = `${escapePath(path)}.${type}`;
  if (name === allowed) return [];
  return [fault(UNITS.mountName, at, `the name of the unit does not match ${path}`, { given: name, allowed })];
}

function timerFaults({ timer }: SystemdUnitProps): readonly ShapeFault[] {
  if (timer === undefined) return [];
  const { OnCalendar = [], OnBootSec, OnUnitActiveSec, OnUnitInactiveSec, more = [] } = timer;
  const times = [...OnCalendar, OnBootSec, OnUnitActiveSec, OnUnitInactiveSec, ...more];
  return times.some((time) => time !== undefined)
    ? []
    : [fault(UNITS.emptyTimer, 'timer', 'the timer has no time set')];
}
