import { defineFinding } from '../../core/finding-type';

/** Codes of networks, names and other settings of parts. */
export const PARTS = {
  badGateway: defineFinding('machine', {
    code: 'KV5731',
    level: 'error',
    title: 'the gateway of a network cannot be reached',
    explanation: "A gateway needs an address in the network of the interface, and not the machine's own.",
    fix: 'give an address of the same network, or a longer prefix',
    source: 'systemd.network(5), nm-settings(5)',
  }),
  badInterfaceAddress: defineFinding('machine', {
    code: 'KV5732',
    level: 'error',
    title: 'a machine cannot have an address',
    explanation: 'The first address of a network identifies the network, the last one is its broadcast address.',
    fix: 'give an address between the two',
    source: 'RFC 1122',
  }),
  noAddress: defineFinding('machine', {
    code: 'KV5733',
    level: 'error',
    title: 'a network has neither addresses nor DHCP',
    explanation: 'The machine could not be reached.',
    fix: 'give `addresses`, or set `dhcp`',
    source: 'kvorum',
  }),
  badSysctl: defineFinding('machine', {
    code: 'KV5791',
    level: 'error',
    title: 'a kernel parameter cannot be written',
    explanation: 'systemd-sysctl logs an error, leaves the line out and goes on.',
    fix: 'write the name with dots, and the value on one line',
    source: 'sysctl.d(5)',
  }),
  badLoader: defineFinding('machine', {
    code: 'KV5792',
    level: 'error',
    title: 'no unit waits for archives of images to be loaded',
    explanation:
      'Units that need the images would start while they are still being loaded, and pull them from the registry.',
    fix: 'name the units that need the images in `before`',
    source: 'kvorum',
  }),
} as const;
