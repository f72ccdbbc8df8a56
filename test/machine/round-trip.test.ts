import fc from 'fast-check';
import { ClusterApp, FileContent } from 'kvorum';
import { Butane, MachineConfig, MachineOs } from 'kvorum/machine';
import type { FcosImageOptions } from 'kvorum/machine';

import { program } from '../../examples/machine-config/main';
import { filesOf } from './machines';
import { runs } from '../support/seed';

/** What becomes of a Butane text; it must be without any finding. */
function transpiled(text: string): string | undefined {
  const { json, report } = Butane.transpile(text, { compress: 'never' });
  expect(report.toString()).toBe('');
  return json;
}

// Texts that are hard to write into YAML, or easy to take for something else.
const AWKWARD = ['', ' x', 'y ', '\t', '# c', '- a', 'a: b', '0644', 'yes', '0o14', 'null', '~', '|', '>', '&a', '*a'];
const line = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text).toString()),
  fc.constantFrom(
    ...AWKWARD,
    '!x',
    '%',
    '@',
    '`',
    '"',
    "'",
    'mode: 420',
    'mark-mode-0644',
    'mark-text-0',
    'x: 0o644',
    '\u001b[1m\u007f\u0085',
    '\u2028\ufeff\ufffe',
    'привет',
    '<secret',
    '---',
  ),
);
const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'));
const file = fc.record({ contents: text, mode: fc.constantFrom(0o600, 0o644, 0o755, 0o440) });
const bytes = fc.uint8Array({ maxLength: 40 });

describe('the Butane text of a machine, transpiled', () => {
  it('gives the Ignition config that is written beside it: the example', () => {
    const app = ClusterApp.forTesting();
    const [machine] = program(app);
    const files = filesOf(machine!);
    const hosts = Object.keys(files).filter((path) => path.endsWith('.bu'));
    expect(hosts).toHaveLength(6);
    for (const path of hosts) {
      const shown = files[path.replace(/bu$/, 'ign')]!;
      // In JSON the placeholder of a secret stands as it is, so that a golden file can be read.
      expect(shown).toContain('"passwordHash":"<secret:env:ALTCOS_PASSWORD_HASH>"');
      const escaped = shown.replace(/<secret:(.*?)>/g, '\\u003csecret:$1\\u003e');
      expect(transpiled(files[path]!)).toBe(escaped);
    }
  });

  it.each<FcosImageOptions>([{ butane: '1.0.0' }, { butane: '1.3.0' }, { butane: '1.7.0' }])(
    'gives the Ignition config that is written beside it: any texts, bytes and modes, for %j',
    (options) => {
      const os = MachineOs.altContainer(options);
      fc.assert(
        fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), bytes, (given, data) => {
          const machine = new MachineConfig(ClusterApp.forTesting(), 'm', { os });
          given.forEach(({ contents, mode }, i) => machine.addFile({ path: `/f${i}`, contents, mode }));
          machine.addFile({ path: '/bytes', contents: FileContent.bytes(data) });
          const files = filesOf(machine);
          const json = transpiled(files['hosts/m/m.bu']!);
          expect(json).toBe(files['hosts/m/m.ign']);
          const written = (JSON.parse(json!) as { storage: { files: { contents: { source: string } }[] } }).storage
            .files;
          given.forEach(({ contents }, i) => expect(decoded(written[i]!.contents.source)).toBe(contents));
        }),
        runs(150),
      );
    },
  );
});

function decoded(url: string): string {
  return url.startsWith('data:;base64,')
    ? Buffer.from(url.slice(13), 'base64').toString()
    : decodeURIComponent(url.slice(6));
}
