import { Butane } from 'kvorum/machine';
import type { ButaneConfig, ButaneFile, ButaneFilesystem, ButaneOwner, ButaneResource } from 'kvorum/machine';

/** What the compiler refuses, the transpiler does too: a program in plain JavaScript must not be worse off. */
function errorsOf(storage: object, more: object = {}): readonly string[] {
  const { report } = Butane.transpile({ variant: 'fcos', version: '1.3.0', storage, ...more });
  return report.entries.filter(({ level }) => level === 'error').map(({ message }) => message);
}

describe('a typed Butane config', () => {
  it('has contents from exactly one place', () => {
    const good: readonly ButaneResource[] = [{ inline: 'x' }, { local: 'x' }, { source: 'https://example.org/x' }];
    expect(good).toHaveLength(3);
    // @ts-expect-error two places
    const two: ButaneResource = { inline: 'x', source: 'https://example.org/x' };
    // @ts-expect-error no place
    const none: ButaneResource = { compression: 'gzip' };
    expect([two, none]).toHaveLength(2);
    expect(errorsOf({ files: [{ path: '/x', contents: two }] })).not.toEqual([]);
  });

  it('has a filesystem or swap space, and swap is not mounted', () => {
    const swap: ButaneFilesystem = { device: '/dev/disk/by-label/a', format: 'swap' };
    // @ts-expect-error swap has no path
    const mounted: ButaneFilesystem = { ...swap, format: 'swap', path: '/var/a' };
    // @ts-expect-error no such format
    const ntfs: ButaneFilesystem = { ...swap, format: 'ntfs' };
    expect(mounted).toBeDefined();
    expect(errorsOf({ filesystems: [ntfs] })).toEqual(['invalid filesystem format']);
  });

  it('has owners by name or by number', () => {
    // @ts-expect-error both
    const both: ButaneOwner = { id: 0, name: 'root' };
    const file: ButaneFile = { path: '/x', user: { id: 0 }, group: { name: 'root' } };
    expect(errorsOf({ files: [file] })).toEqual([]);
    expect(errorsOf({ files: [{ path: '/x', user: both }] })).not.toEqual([]);
  });

  it('has a boot device and a boot loader only for Fedora CoreOS', () => {
    const grub = { users: [{ name: 'admin', password_hash: 'grub.pbkdf2.sha512.10000.AA' }] };
    const fcos: ButaneConfig = { variant: 'fcos', version: '1.5.0', grub };
    // @ts-expect-error Flatcar has none
    const flatcar: ButaneConfig = { variant: 'flatcar', version: '1.1.0', grub };
    expect(Butane.transpile(fcos).report.isFatal).toBe(false);
    expect(Butane.transpile(flatcar).report.isFatal).toBe(true);
  });

  it('is of a version that is known', () => {
    // @ts-expect-error no such version
    const config: ButaneConfig = { variant: 'fcos', version: '1.8.0' };
    // @ts-expect-error flatcar has fewer
    const other: ButaneConfig = { variant: 'flatcar', version: '1.5.0' };
    for (const wrong of [config, other]) expect(Butane.transpile(wrong).report.isFatal).toBe(true);
  });

  it('has modes as numbers', () => {
    // @ts-expect-error a text
    const file: ButaneFile = { path: '/x', mode: '0644' };
    expect(errorsOf({ files: [file] })).not.toEqual([]);
  });
});
