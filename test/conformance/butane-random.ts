/** Random Butane configs, made from the tables of fields: right values, those at an edge, and those of another type. */
import type { DialectField, DialectStruct } from '../../lib/machine/schema/dialect-struct';
import { rootStruct } from '../../lib/machine/schema/dialect-struct';
import type { Dialect } from '../../lib/machine/schema/versions';
import { DIALECTS } from '../../lib/machine/schema/versions';
import { GENERATED, GOOD, GOOD_OF_TYPE, ODD, WRONG } from './butane-values';
import { type MapSketch, type ScalarSketch, type Sketch, YamlWriter } from './butane-yaml';
import type { Mulberry } from './mulberry';

/** Exactly one of these stands in a right config. */
const ONE_OF: readonly (readonly string[])[] = [
  ['source', 'inline', 'local'],
  ['contents', 'contents_local'],
];
/** Lists that have to have entries. */
const NEEDED: readonly string[] = ['BootDeviceMirror.devices', 'Raid.devices', 'Storage.disks'];
/** What is hardly right in any config with other parts. */
const RARE: readonly string[] = ['http_headers', 'verification', 'clevis', 'cex', 'overwrite', 'advertisement'];
const SUGAR = ['boot_device', 'grub', 'trees', 'with_mount_unit', 'luks'];

/** Makes configs. */
export class RandomButane {
  private dialect: Dialect = DIALECTS[0]!;
  /** One field of so many is there. */
  private sparse = 2;
  /** One value of so many is odd; 0 for none. */
  private odd = 0;
  /** One value of so many is of another type; 0 for none. */
  private wrong = 0;
  private aliasing = 0;
  private sugary = false;
  private distinct = false;
  private anchors: { readonly name: string; readonly of: string; readonly isMap: boolean }[] = [];

  public constructor(private readonly random: Mulberry) {}

  /** A config. */
  public config(): string {
    const { random } = this;
    this.dialect = random.pick(DIALECTS);
    this.sparse = random.pick([2, 3, 3, 5]);
    this.odd = random.pick([0, 0, 0, 60, 30, 8]);
    this.wrong = random.pick([0, 0, 0, 0, 0, 60, 10]);
    this.aliasing = random.pick([0, 0, 0, 0, 25, 8]);
    this.sugary = random.below(3) === 0;
    this.distinct = random.below(2) === 0;
    this.anchors = [];
    const { variant, version } = this.dialect;
    const text = (value: string): ScalarSketch => ({ kind: 'text', text: value });
    const body = this.map(rootStruct(this.dialect), 'Config', 0);
    const pairs = body.pairs.filter(([key]) => key !== 'variant' && key !== 'version');
    const root: MapSketch = {
      kind: 'map',
      pairs: [['variant', text(variant)], ['version', { kind: 'token', text: version }], ...pairs],
    };
    return new YamlWriter(random).document(root);
  }

  private map(struct: DialectStruct, of: string, depth: number): MapSketch {
    const { random } = this;
    // In Butane's own order, and sometimes in another.
    const fields = [...struct.byName.values()];
    if (random.below(3) === 0) fields.sort(() => random.below(3) - 1);
    const chosen = fields.filter((field) => this.wants(field, struct, depth));
    if (this.odd === 0 || random.below(this.odd) > 0) this.keepOne(chosen);
    const pairs: (readonly [string, Sketch])[] = chosen.map((field) => [field.name, this.value(field, struct, depth)]);
    if (this.odd > 0 && random.below(this.odd * 2) === 0)
      pairs.push([random.pick(['colour', 'enable', 'ключ']), this.odds()]);
    if (this.odd > 0 && random.below(this.odd * 20) === 0 && pairs.length > 0) pairs.push(random.pick(pairs));
    const merged =
      this.aliasing > 0 && random.below(this.aliasing) === 0 ? this.anchored(struct.name, true) : undefined;
    if (merged !== undefined) pairs.splice(random.below(pairs.length + 1), 0, ['<<', { kind: 'alias', name: merged }]);
    return { kind: 'map', pairs, ...this.anchor(struct.name, true, pairs.length > 0 && of !== 'Config') };
  }

  private wants({ name, required, struct }: DialectField, { name: of }: DialectStruct, depth: number): boolean {
    if (required || ['device', 'format', 'level', 'target', 'url', 'thumbprint', 'password_hash'].includes(name)) {
      return this.random.below(of === 'Filesystem' && name === 'device' ? 60 : 12) > 0;
    }
    if (this.sugary) {
      if (SUGAR.includes(name)) return this.random.below(4) > 0;
      if (NEEDED.includes(`${of}.${name}`) || (of === 'Filesystem' && name === 'path'))
        return this.random.below(20) > 0;
      if (RARE.includes(name) || (name === 'id' && this.random.below(2) === 0)) return this.random.below(12) === 0;
      if (name === 'label' || name === 'layout' || name === 'mirror') return this.random.below(5) > 0;
    }
    if (struct !== undefined && depth < 2) return this.random.below(2) === 0;
    return this.random.below(this.sparse) === 0;
  }

  private keepOne(fields: DialectField[]): void {
    for (const names of ONE_OF) {
      const given = fields.filter(({ name }) => names.includes(name));
      const kept = given.length > 0 ? this.random.pick(given) : undefined;
      for (const field of given) if (field !== kept) fields.splice(fields.indexOf(field), 1);
    }
  }

  private value(field: DialectField, its: DialectStruct, depth: number): Sketch {
    const { random } = this;
    if (this.wrong > 0 && random.below(this.wrong) === 0) return this.wrongs();
    const of = field.struct?.name ?? `${field.scalar!}`;
    const kind = `${of}${field.list === undefined ? '' : '[]'}`;
    const alias = this.aliasing > 0 && random.below(this.aliasing) === 0 ? this.anchored(kind, false) : undefined;
    if (alias !== undefined) return { kind: 'alias', name: alias };
    if (field.list === undefined) return this.one(field, its, depth);
    const isNeeded = this.sugary && NEEDED.includes(`${its.name}.${field.name}`);
    const count = isNeeded ? 2 + random.below(2) : random.pick([0, 1, 1, 1, 2, 2, 3, 4]);
    const items = Array.from({ length: count }, () => {
      if (this.wrong > 0 && random.below(this.wrong * 2) === 0) return this.wrongs();
      const entry = this.aliasing > 0 && random.below(this.aliasing) === 0 ? this.anchored(of, false) : undefined;
      return entry === undefined ? this.one(field, its, depth) : { kind: 'alias' as const, name: entry };
    });
    const entries = this.distinct ? apart(items) : items;
    return { kind: 'list', items: entries, ...this.anchor(kind, false, entries.length > 0) };
  }

  private one(field: DialectField, its: DialectStruct, depth: number): Sketch {
    const { random } = this;
    if (field.struct !== undefined) return this.map(field.struct, its.name, depth + 1);
    if (this.odd > 0 && random.below(this.odd) === 0) return this.odds();
    const values =
      (this.sugary ? GENERATED[`${its.name}.${field.name}`] : undefined) ??
      GOOD[`${its.name}.${field.name}`] ??
      GOOD[field.name] ??
      GOOD_OF_TYPE[field.scalar!];
    const text = random.pick(values);
    return { kind: field.scalar === 'string' ? 'text' : 'token', text, ...this.anchor(field.scalar!, false, true) };
  }

  private odds(): ScalarSketch {
    const text = this.random.pick(ODD);
    return { kind: this.random.below(2) === 0 ? 'text' : 'token', text: text === '' ? '""' : text };
  }

  private wrongs(): ScalarSketch {
    return { kind: 'token', text: this.random.pick(WRONG) };
  }

  private anchor(of: string, isMap: boolean, may: boolean): { readonly anchor?: string } {
    if (!may || this.aliasing === 0 || this.random.below(4) > 0) return {};
    const name = `a${this.anchors.length}`;
    this.anchors.push({ name, of, isMap });
    return { anchor: name };
  }

  /** An anchor that is defined before this place, mostly of something that fits. */
  private anchored(of: string, isMap: boolean): string | undefined {
    const fitting = this.anchors.filter((its) => its.of === of && its.isMap === isMap);
    const all = this.random.below(20) === 0 ? this.anchors : fitting;
    return all.length === 0 ? undefined : this.random.pick(all).name;
  }
}

const KEYS = ['path', 'name', 'device', 'url', 'number', 'label', 'source', 'inline'];

/** The entries without those that have the key of one before them. An entry with an anchor stays: others may use it. */
function apart(items: readonly Sketch[]): readonly Sketch[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === undefined || JSON.stringify(item).includes('"anchor"')) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function keyOf(item: Sketch): string | undefined {
  if (item.kind === 'text' || item.kind === 'token') return item.text;
  if (item.kind !== 'map') return undefined;
  const its = new Map(
    item.pairs.map(([key, value]) => [key, value.kind === 'text' || value.kind === 'token' ? value.text : '']),
  );
  return KEYS.map((key) => its.get(key)).find((value) => value !== undefined);
}
