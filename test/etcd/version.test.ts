import { EtcdVersion, restoreCommand } from 'kvorum/etcd';

describe('EtcdVersion', () => {
  it.each([
    ['3.4', '3.4'],
    ['v3.5.30', '3.5'],
    ['3.5.24-0', '3.5'],
    ['3.6.16+dfsg-1', '3.6'],
  ])('takes %s', (text, version) => {
    expect(EtcdVersion.of(text).version).toBe(version);
  });

  it.each(['', '3', '3.3', '3.7', '2.5', '3.50', '03.5', '3.5.x', 'latest', '3.5\n', undefined, 3.5])(
    'refuses %p',
    (text) => {
      expect(() => EtcdVersion.of(text as string)).toThrow('KV4501');
    },
  );

  it('says what is allowed', () => {
    expect(() => EtcdVersion.of('3.7')).toThrow(/given: {3}"3\.7"\n {2}allowed: 3\.4, 3\.5, 3\.6\n/);
  });

  it('compares by number', () => {
    expect(EtcdVersion.all().map((v) => v.version)).toEqual(['3.4', '3.5', '3.6']);
    expect(EtcdVersion.V3_4.compare(EtcdVersion.V3_6)).toBeLessThan(0);
    expect(EtcdVersion.of('3.6.1').compare(EtcdVersion.V3_6)).toBe(0);
    expect(EtcdVersion.V3_6.isAtLeast('3.10')).toBe(false);
    expect(EtcdVersion.V3_6.isAtLeast('3.6')).toBe(true);
    expect(() => EtcdVersion.V3_6.isAtLeast('x')).toThrow('KV4501');
  });

  it('is known from another copy of the library', () => {
    expect(EtcdVersion.isEtcdVersion(EtcdVersion.V3_5)).toBe(true);
    expect([undefined, null, '3.5', {}].map((x) => EtcdVersion.isEtcdVersion(x))).toEqual([false, false, false, false]);
  });
});

describe('restoreCommand', () => {
  const member = {
    name: 'a',
    peerUrl: 'https://10.0.0.1:2380',
    initialCluster: 'a=https://10.0.0.1:2380',
    token: 'new',
  };
  const options = { snapshot: '/s.db', dataDir: '/new', member };

  it('never lets etcdctl restore on 3.5 and later', () => {
    expect(EtcdVersion.all().map((version) => restoreCommand(version, options)[0])).toEqual([
      'etcdctl',
      'etcdutl',
      'etcdutl',
    ]);
  });

  it('raises the revision with both flags, and refuses to on 3.4', () => {
    const bumped = restoreCommand(EtcdVersion.V3_5, { ...options, bumpRevision: 1e9 });
    expect(bumped.slice(-2)).toEqual(['--bump-revision=1000000000', '--mark-compacted']);
    expect(() => restoreCommand(EtcdVersion.V3_4, { ...options, bumpRevision: 1 })).toThrow('KV4504');
    expect(restoreCommand(EtcdVersion.V3_4, options)).not.toContain('--mark-compacted');
  });
});
