import type { MachineEntries } from './entries';

// The entries of every image.
const LOOPBACK = ['127.0.0.1 localhost localhost.localdomain', '::1 localhost localhost.localdomain'];

/** The hosts file of the entries of all parts. */
export function hostsText(entries: MachineEntries): string {
  const names = entries.ofKind('settings').filter(({ value }) => typeof value.hostName === 'string');
  const byAddress = new Map<string, string[]>();
  for (const { value } of names) {
    const address = String(value.address);
    byAddress.set(address, [...(byAddress.get(address) ?? []), String(value.hostName)]);
  }
  const lines = [...byAddress].map((line) => line.flat().join(' '));
  return `${[...LOOPBACK, ...lines].join('\n')}\n`;
}
