/** Random ways to write one config as YAML: block and flow style, quotes, anchors, merge keys, comments, JSON. */
import type { Mulberry } from './mulberry';

/** A scalar, a list or a map that is to be written. */
export type Sketch = ScalarSketch | ListSketch | MapSketch | AliasSketch;

type ScalarKind = 'text' | 'token';

/** A text that may be written in any style, or a token that stands as it is. */
export interface ScalarSketch {
  readonly kind: ScalarKind;
  readonly text: string;
  readonly anchor?: string;
}

export interface ListSketch {
  readonly kind: 'list';
  readonly items: readonly Sketch[];
  readonly anchor?: string;
}

export interface MapSketch {
  readonly kind: 'map';
  readonly pairs: readonly (readonly [key: string, value: Sketch])[];
  readonly anchor?: string;
}

export interface AliasSketch {
  readonly kind: 'alias';
  readonly name: string;
}

const PLAIN = /^[a-zA-Z/\u0400-\u04ff][a-zA-Z0-9/_.@=+\u0400-\u04ff-]*$/;
const TYPED = /^(y|n|yes|no|on|off|true|false|null)$/i;
const COMMENTS: readonly string[] = ['# comment', '# примечание: значение', '#', '#\tx'];

/** Writes sketches. How often each style is used differs from config to config. */
export class YamlWriter {
  private readonly flowing: number;
  private readonly commenting: number;
  private readonly step: string;

  public constructor(private readonly random: Mulberry) {
    this.flowing = random.pick([0, 2, 6, 20]);
    this.commenting = random.pick([0, 0, 5, 30]);
    this.step = ' '.repeat(random.pick([1, 2, 2, 2, 4]));
  }

  /** A whole document. */
  public document(root: MapSketch): string {
    const { random } = this;
    if (random.below(12) === 0) return `${this.flow(root)}\n`;
    const head =
      random.below(10) === 0 ? random.pick(['---\n', '# начало\n', '\n\n', '\ufeff', '%YAML 1.1\n---\n']) : '';
    const body = this.block(root, '').replace(/^\n/, '');
    const tail = random.below(12) === 0 ? random.pick(['\n', '\n\n\n', '...\n', '\n# конец']) : '';
    const text = `${head}${body}\n${tail}`;
    if (random.below(15) === 0) return text.replace(/\n/g, '\r\n');
    return random.below(15) === 0 ? text.trimEnd() : text;
  }

  /** What stands behind a key or a dash: on the same line, or on lines of its own. */
  private block(sketch: Sketch, indent: string): string {
    const { random } = this;
    const anchor = 'anchor' in sketch && sketch.anchor !== undefined ? ` &${sketch.anchor}` : '';
    if (sketch.kind === 'alias') return ` *${sketch.name}`;
    if (sketch.kind === 'text' && random.below(8) === 0 && /\S/.test(sketch.text) && !/^[ \n]|\r/.test(sketch.text)) {
      return anchor + this.literal(sketch.text, indent);
    }
    if (sketch.kind !== 'list' && sketch.kind !== 'map') {
      const written = this.scalar(sketch);
      return anchor + (written && ` ${written}`);
    }
    const isEmpty = sketch.kind === 'list' ? sketch.items.length === 0 : sketch.pairs.length === 0;
    if (isEmpty || (this.flowing > 0 && random.below(this.flowing) === 0)) return ` ${this.flow(sketch)}`;
    if (sketch.kind === 'list') {
      return (
        anchor + sketch.items.map((item) => `\n${this.comment(indent)}${indent}-${this.item(item, indent)}`).join('')
      );
    }
    return (
      anchor +
      sketch.pairs
        .map(([key, value]) => {
          const inner = value.kind === 'list' && random.below(3) === 0 ? indent : indent + this.step;
          return `\n${this.comment(indent)}${indent}${this.key(key)}:${this.block(value, inner)}`;
        })
        .join('')
    );
  }

  /** Behind a dash a map may begin at once. */
  private item(item: Sketch, indent: string): string {
    const inner = `${indent}  `;
    const isCompact = item.kind === 'map' && item.anchor === undefined && item.pairs.length > 0;
    const written = this.block(item, inner);
    return isCompact && written.startsWith(`\n${inner}`) && this.random.below(6) > 0
      ? written.slice(1 + inner.length).replace(/^/, ' ')
      : written;
  }

  private flow(sketch: Sketch): string {
    const anchor = 'anchor' in sketch && sketch.anchor !== undefined ? `&${sketch.anchor} ` : '';
    if (sketch.kind === 'alias') return `*${sketch.name} `;
    const space = this.random.pick(['', ' ']);
    if (sketch.kind === 'list')
      return `${anchor}[${space}${sketch.items.map((item) => this.flow(item)).join(', ')}${space}]`;
    if (sketch.kind !== 'map') return anchor + this.scalar(sketch, true);
    const pairs = sketch.pairs.map(([key, value]) => `${this.key(key)}: ${this.flow(value)}`);
    return `${anchor}{${space}${pairs.join(', ')}${space}}`;
  }

  private key(key: string): string {
    return key !== '<<' && this.random.below(25) === 0 ? JSON.stringify(key) : key;
  }

  private scalar({ kind, text }: ScalarSketch, inFlow = false): string {
    if (kind === 'token') return text;
    const style = this.random.below(4);
    const isPlain = PLAIN.test(text) && !TYPED.test(text) && !(inFlow && /[,[\]{}]/.test(text));
    if (isPlain && style < 3) return text;
    // A single quoted text has no escapes: only what folding leaves alone.
    if (style === 0 && !/[\n\r\t\ufeff]|^ | $/.test(text)) return `'${text.replace(/'/g, "''")}'`;
    return JSON.stringify(text).replace(/[\ud800-\udfff]{2}/g, (pair) => pair);
  }

  private literal(text: string, indent: string): string {
    const chomping = text.endsWith('\n\n') ? '|+' : text.endsWith('\n') ? '|' : '|-';
    const inner = indent === '' ? '  ' : indent;
    const lines = text.replace(/\n$/, '').split('\n');
    return ` ${chomping}\n${lines.map((line) => (line === '' ? '' : inner + line)).join('\n')}`;
  }

  private comment(indent: string): string {
    if (this.commenting === 0 || this.random.below(this.commenting) > 0) return '';
    return `${indent}${this.random.pick(COMMENTS)}\n`;
  }
}
