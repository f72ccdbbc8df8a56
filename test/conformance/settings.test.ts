/** The judge of module settings, judged by settings whose verdict is known for each release. */
import { featureGates, judgeSettings, type Module, schemaNeeds, schemaReleases, settingsVersion } from './settings';
import { describeConformance } from '../judges/shared';
import { by, everywhere, itGives, notListed, pattern, unknown, type Row } from './verdicts';

const [v166, v176, main] = schemaReleases;

const verdicts: Readonly<Record<Module, readonly Row[]>> = {
  'control-plane-manager': [
    ['no settings', {}],
    ['a key that no release knows', { apiServer: {} }, everywhere(`/: ${unknown}: apiServer`)],
    [
      'an unknown key deep inside',
      { apiserver: { authn: { issuer: 'x' } } },
      everywhere(`/apiserver/authn: ${unknown}`),
    ],
    ['loadBalancer, replaced in version 3', { apiserver: { loadBalancer: {} } }, by(`${unknown}: loadBalancer`, main)],
    ['publishAPI, new in version 3', { apiserver: { publishAPI: {} } }, by(`${unknown}: publishAPI`, v166, v176)],
    ['an audit log without an output', { apiserver: { auditLog: {} } }],
    ['an audit log with a path alone', { apiserver: { auditLog: { path: '/var/log/audit' } } }],
    [
      'an audit log with an output of its own',
      { apiserver: { auditLog: { output: 'Syslog' } } },
      everywhere(notListed),
    ],
    ...['logs', '/a/../b', '//a'].map((path): Row => [`the audit path ${path}`, { apiserver: { auditLog: { path } } }]),
    ...['/a/', '/', 'a', '/a b', '/a:b'].map((path): Row => [
      `the audit path ${path}`,
      { apiserver: { auditLog: { path } } },
      everywhere(pattern),
    ]),
    ...['', '1h2m3s', '30s'].map((ttl): Row => [
      `the webhook cache time "${ttl}"`,
      { apiserver: { authn: { webhookCacheTTL: ttl } } },
    ]),
    ...['10', '1.5s', '500ms', '1s1h'].map((ttl): Row => [
      `the webhook cache time "${ttl}"`,
      { apiserver: { authn: { webhookCacheTTL: ttl } } },
      everywhere(pattern),
    ]),
    ['a wildcard in certSANs', { apiserver: { certSANs: ['*.example.com'] } }, everywhere(pattern)],
    ['an IPv6 address in certSANs', { apiserver: { certSANs: ['fd00::1'] } }, everywhere(pattern)],
    ['an IPv4 address in certSANs', { apiserver: { certSANs: ['10.0.0.1'] } }],
    ['an admission plugin of the list', { apiserver: { admissionPlugins: ['AlwaysPullImages'] } }],
    [
      'an admission plugin that is always on',
      { apiserver: { admissionPlugins: ['EventRateLimit'] } },
      everywhere(notListed),
    ],
    ['the smallest etcd quota', { etcd: { maxDbSize: 536870912 } }],
    ['an etcd quota too small', { etcd: { maxDbSize: 536870911 } }, everywhere('must be >= 536870912')],
    ['an etcd quota too large', { etcd: { maxDbSize: 8589934593 } }, everywhere('must be <= 8589934592')],
    ['externalMembersNames, gone in version 2', { etcd: { externalMembersNames: ['a'] } }, by(unknown, v176, main)],
    [
      'any text as the cron of a backup',
      { etcd: { backup: { cronSchedule: 'junk' } } },
      by(`${unknown}: backup`, v166),
    ],
    [
      'out-of-range numbers in the cron of defrag',
      { etcd: { defrag: { cronSchedule: '99 99 99 99 99' } } },
      by(unknown, v166, v176),
    ],
    ...['0 1 * * mon', '@daily', '*,5 * * * *', ' 0 1 * * *', '0 1 * *', '0 1 ? * *'].map((cron): Row => [
      `the cron of defrag "${cron}"`,
      { etcd: { defrag: { cronSchedule: cron } } },
      { ...by(unknown, v166, v176), ...by(pattern, main) },
    ]),
    ['rootKubeconfigSymlink', { rootKubeconfigSymlink: false }, by(unknown, v166)],
    ['kubernetesVersion', { kubernetesVersion: 'Default' }, everywhere(unknown)],
    ['a feature gate', { enabledFeatureGates: ['GateA'] }, by(unknown, v166)],
    [
      'a feature gate with a digit',
      { enabledFeatureGates: ['Gate2'] },
      { ...by(unknown, v166), ...by(pattern, v176, main) },
    ],
    ...[0.5, -1, '100m', '2'].map((cpu): Row => [
      `the CPU request ${typeof cpu} ${cpu}`,
      { resourcesRequests: { cpu } },
      by(unknown, v166, v176),
    ]),
    [
      'the CPU request string 0.5',
      { resourcesRequests: { cpu: '0.5' } },
      { ...by(unknown, v166, v176), ...by(pattern, main) },
    ],
    ['the memory request string 1024', { resourcesRequests: { memory: '1024' } }, by(unknown, v166, v176)],
    [
      'the memory request number 1024',
      { resourcesRequests: { memory: 1024 } },
      { ...by(unknown, v166, v176), ...by('must be string', main) },
    ],
    [
      'the memory request string 1k',
      { resourcesRequests: { memory: '1k' } },
      { ...by(unknown, v166, v176), ...by(pattern, main) },
    ],
  ],
  global: [
    ['no settings', {}],
    ['a key that no release knows', { ha: true }, everywhere(`/: ${unknown}: ha`)],
    ['storageClass at the root', { storageClass: 'fast' }],
    ['storageClass under modules', { modules: { storageClass: 'fast' } }, by(unknown, v166)],
    ['a prefix', { prefix: 'kube' }, by(unknown, v166, v176)],
    [
      'a prefix of 46 characters',
      { prefix: 'a'.repeat(46) },
      { ...by(unknown, v166, v176), ...by('must NOT have more than 45 characters', main) },
    ],
    ['a gateway', { modules: { gatewayAPIGateway: { name: 'a', namespace: 'b' } } }, by(unknown, v166)],
    [
      'a gateway without a namespace',
      { modules: { gatewayAPIGateway: { name: 'a' } } },
      { ...by(unknown, v166), ...by("must have required property 'namespace'", v176, main) },
    ],
    [
      'a gateway with any extra key',
      { modules: { gatewayAPIGateway: { name: 'a', namespace: 'b', c: 1 } } },
      by(unknown, v166),
    ],
    [
      'requests of every node',
      { modules: { resourcesRequests: { everyNode: { cpu: '300m' } } } },
      by(unknown, v176, main),
    ],
    [
      'requests of the control plane',
      { modules: { resourcesRequests: { controlPlane: { cpu: 0.5, memory: '1Gi' } } } },
    ],
    ['a proxy', { modules: { proxy: { httpProxy: 'http://proxy.example.com:3128' } } }, by(unknown, v176, main)],
    [
      'a proxy with credentials',
      { modules: { proxy: { httpProxy: 'http://a:b@proxy.example.com' } } },
      { ...by(pattern, v166), ...by(unknown, v176, main) },
    ],
    ...['%s', '%s.example.com', 'kube-%s.company.my'].map((template): Row => [
      `the domain template ${template}`,
      { modules: { publicDomainTemplate: template } },
    ]),
    ...['%s.Example.com', 'a.%s.com', '%s.%s.com', '%s%s.com', 'example.com'].map((template): Row => [
      `the domain template ${template}`,
      { modules: { publicDomainTemplate: template } },
      everywhere(pattern),
    ]),
    [
      'two placeholders for applications',
      { applications: { publicDomainTemplate: '%s.%s.example.com' } },
      by(unknown, v166, v176),
    ],
    [
      'one placeholder for applications',
      { applications: { publicDomainTemplate: '%s.example.com' } },
      { ...by(unknown, v166, v176), ...by(pattern, main) },
    ],
    ['a custom certificate without its name', { modules: { https: { mode: 'CustomCertificate' } } }],
  ],
  'node-manager': [
    ['no settings', {}],
    ['a key that no release knows', { brake: true }, everywhere(`/: ${unknown}: brake`)],
    ['earlyOomEnabled, gone in version 3', { earlyOomEnabled: false }, by(unknown, main)],
    ['capiEmergencyBrake, new in version 2', { capiEmergencyBrake: true }, by(unknown, v166)],
    ['mcmEmergencyBrake', { mcmEmergencyBrake: true }],
    ['any text as instancePrefix', { instancePrefix: 'No Pattern!' }],
    ['any text as an allowed Kubernetes version', { allowedKubernetesVersions: ['junk'] }, by(unknown, v176, main)],
    ['a bundle of the list', { allowedBundles: ['ubuntu-lts'] }, by(unknown, v176, main)],
    [
      'a bundle of a paid edition',
      { allowedBundles: ['astra'] },
      { ...by(notListed, v166), ...by(unknown, v176, main) },
    ],
  ],
};

describeConformance('the judge of module settings', { shared: schemaNeeds }, () => {
  for (const [module, table] of Object.entries(verdicts) as [Module, readonly Row[]][]) {
    describe(module, () => {
      itGives(table, (release, settings) => judgeSettings(release, module, settings));
    });
  }

  it('reads the version of the settings from the schema', () => {
    const versions = (module: Module): number[] => schemaReleases.map((release) => settingsVersion(release, module));
    expect(versions('control-plane-manager')).toEqual([1, 2, 3]);
    expect(versions('global')).toEqual([1, 2, 2]);
    expect(versions('node-manager')).toEqual([1, 2, 3]);
  });

  it('finds every feature gate of the platform acceptable to the schema', () => {
    for (const [release, count] of [
      [v176, 61],
      [main, 56],
    ] as const) {
      const gates = featureGates(release);
      expect(gates).toHaveLength(count);
      expect(judgeSettings(release, 'control-plane-manager', { enabledFeatureGates: gates })).toEqual([]);
    }
    expect(featureGates(v166)).toEqual([]);
  });

  it('leaves the settings that it is given as they are', () => {
    const settings = { apiserver: { auditLog: {} } };
    judgeSettings(main, 'control-plane-manager', settings);
    expect(settings).toEqual({ apiserver: { auditLog: {} } });
  });

  it('names every fault of the settings', () => {
    const errors = judgeSettings(v176, 'control-plane-manager', { a: 1, apiserver: { certSANs: ['*'] } });
    expect(errors).toEqual([
      '/: must NOT have additional properties: a',
      '/apiserver/certSANs/0: must match pattern "^[0-9a-zA-Z\\.-]+$"',
    ]);
  });
});
