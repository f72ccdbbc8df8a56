import {
  dropinNameFault,
  noInstallWarning,
  readUnit,
  templateOf,
  templateWithoutInstallWarning,
  unitNameFault,
} from '../../../lib/machine/syntax/unit';

const long = 'x'.repeat(2048);

describe('the text of a unit', () => {
  it.each([
    ['[Unit]\nDescription=a\n[Install]\nWantedBy=multi-user.target\n', true],
    ['[Install]\n', false],
    ['[Install]\n# WantedBy=multi-user.target\n', false],
    ['[Unit]\n[Install]\nA=b', true],
    ['[ Install]\nA=b\n', false],
    ['', false],
    ['no section, no option\n', false],
    ['words in front, [Install]\n=\n', true],
    ['# a comment \\\n[Install]\nA=b\n', false],
    ['[Unit]\nA=b \\\n[Install]\nC=d\n', false],
    ['[Unit]\r\nA=b\r\n', false],
    ['[Unit]\u00a0\n\u3000A=b\n', false],
    [`[Unit]\nA=${'x'.repeat(2045)}\n`, false],
  ])('%j is good', (text, hasInstall) => {
    expect(readUnit(text)).toEqual({ fault: undefined, hasInstall });
  });

  it.each([
    ['[Unit', 'unable to find end of section'],
    ['[Unit] # comment\n', 'found garbage after section name : "# comment"'],
    ['[Unit]\ufeff\n', 'found garbage after section name : "\\ufeff"'],
    ['[Unit]\nDescription\nA=b\n', 'unexpected newline encountered while parsing option name'],
    ['[Unit]\nDescription\rA=b\n', 'unexpected newline encountered while parsing option name'],
    ['[Unit]\nDescription', 'EOF'],
    [`[Unit]\nA=${long}\n`, 'line too long (max 2048 bytes)'],
    [`[Unit]\n# ${'ы'.repeat(1024)}\n`, 'line too long (max 2048 bytes)'],
  ])('%j is bad: %s', (text, fault) => {
    expect(readUnit(text)).toEqual({ fault: `invalid unit content: ${fault}`, hasInstall: false });
  });

  it('may have a long line where Ignition does not see it: beyond what it has read ahead', () => {
    const before = 'A=b\n'.repeat(1000);
    expect(readUnit(`[Unit]\n${before}C=${long}\n`).fault).toBeUndefined();
  });

  it('is read from bytes, which need not be text', () => {
    expect(readUnit(Buffer.from('[Unit]\nA=\xff\n', 'latin1')).fault).toBeUndefined();
    expect(readUnit(Buffer.from('[Unit] \xff\n', 'latin1')).fault).toContain('"\\xff"');
  });

  it('is read in no time when it is long', () => {
    expect(readUnit(`[Unit]\n${'Key=value\n'.repeat(200_000)}`).fault).toBeUndefined();
    expect(readUnit('x'.repeat(2000).concat('\n').repeat(1000)).fault).toBeUndefined();
  });
});

describe('the name of a unit', () => {
  it('has the extension of a unit', () => {
    for (const name of ['etcd.service', 'var-lib.mount', '.service', 'a@b.timer', 'a.b.slice']) {
      expect(unitNameFault(name)).toBeUndefined();
    }
    for (const name of ['etcd', 'etcd.Service', 'etcd.conf', '', 'etcd.service/x']) {
      expect(unitNameFault(name)).toBe('invalid systemd unit extension');
    }
  });

  it('of a drop-in ends in .conf', () => {
    expect(dropinNameFault('10-a.conf')).toBeUndefined();
    expect(dropinNameFault('10-a.service')).toBe('invalid systemd drop-in extension');
  });

  it('says of an instance which template it has', () => {
    expect(templateOf('getty@tty1.service')).toBe('getty@.service');
    expect(templateOf('a@b@c.service')).toBe('a@.service');
    expect(templateOf('getty@.service')).toBeUndefined();
    expect(templateOf('a@b.timer')).toBeUndefined();
    expect(templateOf('a\n@b.service')).toBeUndefined();
  });

  it('stands in quotes in warnings', () => {
    expect(noInstallWarning('a"b.service')).toBe(
      'unit "a\\"b.service" is enabled, but has no install section so enable does nothing',
    );
    expect(templateWithoutInstallWarning('a@.service', 'a@b.service')).toBe(
      'template unit "a@.service" for "a@b.service" doesn\'t have Install section',
    );
  });
});

describe('the template of an instance', () => {
  it.each([
    ['getty@tty1.service', 'getty@.service'],
    ['a@@.service', 'a@.service'],
    ['@@x.service', '@@.service'],
    ['a@b@c.service', 'a@.service'],
    ['getty@.service', undefined],
    ['@tty1.service', undefined],
    ['getty.service', undefined],
    ['getty@tty1.socket', undefined],
    ['a@b.service\n', undefined],
    ['.service', undefined],
  ])('of %j is %j', (name, expected) => {
    expect(templateOf(name)).toBe(expected);
  });

  it('of a name of a million @ is found at once', () => {
    expect(templateOf(`${'@'.repeat(1_000_000)}.socket`)).toBeUndefined();
    expect(templateOf(`a${'@'.repeat(1_000_000)}.service`)).toBe('a@.service');
  });
});
