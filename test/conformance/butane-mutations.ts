/** Random damage to Butane configs: what a slip of the hand, another version and a wrong copy leave behind. */
import type { Mulberry } from './mulberry';

const VERSIONS: readonly (readonly [variant: string, version: string])[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((minor) => ['fcos', `1.${minor}.0`] as const),
  ['flatcar', '1.0.0'],
  ['flatcar', '1.1.0'],
];

/** Values that fit somewhere, and nowhere else. */
const VALUES: readonly string[] = [
  ...['0', '1', '-1', '100', '8192', '9999999999', '0755', '07777', '010000', '644', '"0644"', '1.9', '1e3'],
  ...['true', 'false', 'yes', 'null', '~', '""', '[]', '{}', '*a', '&a b', '!!str 5', '!!binary aGk='],
  ...['/', '/etc/x', '/a//b', 'relative', 'data:,a', 'file:///x', 'http://x', 'https://y/z', 'sha512-00', 'gzip'],
  ...['swap', 'ext4', 'xfs', 'none', 'raid1', 'root', 'boot', 'a:b', 'x.service', 'x@y.service', 'y.conf', 'ёж', '😀'],
];
const KEYS: readonly string[] = [
  ...['path', 'mode', 'name', 'contents', 'device', 'label', 'enabled', 'users', 'size_mib', 'layout', 'options'],
  ...['with_mount_unit', 'clevis', 'url', 'dropins', 'number'],
];
const PIECES: readonly string[] = ['', ' ', '#', '"', ':', '-', 'ё', '😀', '\t', ',', ']', '}'];

/** Damages a config in one to three places. */
export class ButaneMutations {
  private readonly lines: readonly string[];

  /** @param texts Where lines are taken from that stand in no place of theirs. */
  public constructor(
    texts: readonly string[],
    private readonly random: Mulberry,
  ) {
    const isBody = (line: string): boolean => line.trim() !== '' && !/^(variant|version):/.test(line);
    this.lines = texts.flatMap((text) => text.split('\n')).filter(isBody);
  }

  public mutate(text: string): string {
    const lines = text.split('\n');
    for (let i = this.random.below(3); i >= 0; i--) this.once(lines, this.random.below(lines.length));
    return lines.join('\n');
  }

  private once(lines: string[], at: number): void {
    const { random } = this;
    const line = lines[at] ?? '';
    switch (random.below(9)) {
      case 0:
        lines.splice(at, 1);
        return;
      case 1:
        lines.splice(at, 0, line);
        return;
      case 2:
        lines[at] = line.replace(/^(\s*(?:- )?[a-z_]+: ?).*$/, (_, head: string) => head + random.pick(VALUES));
        return;
      case 3:
        return this.version(lines);
      case 4: {
        const found = [...line.matchAll(/([{,]\s*[a-z_]+: )([^,{}[\]]+)/g)];
        if (found.length === 0) return;
        const [all, head = ''] = random.pick(found);
        const from = line.indexOf(all);
        lines[at] = line.slice(0, from) + head + random.pick(VALUES) + line.slice(from + all.length);
        return;
      }
      case 5:
        lines.splice(at, 0, random.pick(this.lines));
        return;
      case 6:
        lines[at] = line.replace(/inline|local|source/, () => random.pick(['inline', 'local', 'source']));
        return;
      case 7: {
        // By characters, so that none is torn in two.
        const characters = [...line];
        characters.splice(random.below(characters.length + 1), random.below(2), random.pick(PIECES));
        lines[at] = characters.join('');
        return;
      }
      default:
        lines[at] = line.replace(/^(\s*(?:- )?)[a-z_]+:/, (_, head: string) => `${head}${random.pick(KEYS)}:`);
    }
  }

  private version(lines: string[]): void {
    const [variant, version] = this.random.pick(VERSIONS);
    lines.forEach((line, i) => {
      if (line.startsWith('variant:')) lines[i] = `variant: ${variant}`;
      if (line.startsWith('version:')) lines[i] = `version: ${version}`;
    });
  }
}
