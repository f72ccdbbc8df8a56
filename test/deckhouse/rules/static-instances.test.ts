import { Chart } from 'cdk8s';
import type { App } from 'cdk8s';

import { markCluster } from '../../../lib/topology/cluster-mark';
import { ExistingObjects } from '../../../lib/deckhouse/existing-objects';
import type { LabelSelector } from '../../../lib/deckhouse/kinds/node-group-instances';
import { StaticInstance } from '../../../lib/deckhouse/resources/cluster-objects';
import { matches } from '../../../lib/deckhouse/rules/label-selector';
import { SKIP_BOOTSTRAP } from '../../../lib/deckhouse/rules/static-instances';
import { group, handWritten, program } from '../objects';
import type { HandWritten } from '../objects';
import { acknowledged, found, foundOf, line } from '../../support/findings';

type Labels = Readonly<Record<string, string>>;

/** Two charts of one program. */
class Hosts {
  public readonly app: App;
  public readonly one: Chart;
  public readonly two: Chart;
  private last = 0;

  public constructor(release?: string) {
    const { app, chart } = program(release);
    this.app = app;
    this.one = chart;
    this.two = new Chart(app, 'd');
    ExistingObjects.of(app).addSshCredentials('ssh');
  }

  /** A static group with a selector by its own name, or the given one. */
  public group(
    name: string,
    count: number | undefined,
    labelSelector: LabelSelector | null = { matchLabels: { group: name } },
    type: 'Static' | 'CloudStatic' = 'Static',
  ): this {
    group(this.one, name, {
      nodeType: type,
      staticInstances: {
        ...(count === undefined ? {} : { count }),
        ...(labelSelector === null ? {} : { labelSelector }),
      },
    });
    return this;
  }

  /** An instance with the label `group`, in the other chart. */
  public instance(
    labels: Labels | string,
    address = `10.0.0.${++this.last}`,
    more: { annotations?: Labels; credentials?: string } = {},
  ): this {
    const name = `i${this.two.node.children.length}`;
    new StaticInstance(this.two, name, {
      metadata: {
        name,
        labels: typeof labels === 'string' ? { group: labels } : labels,
        ...(more.annotations && { annotations: more.annotations }),
      },
      spec: { address, credentialsRef: { kind: 'SSHCredentials', name: more.credentials ?? 'ssh' } } as never,
    });
    return this;
  }

  public hand(id: string, fields: HandWritten): this {
    handWritten(this.two, 'StaticInstance', id, { apiVersion: 'deckhouse.io/v1alpha1', ...fields });
    return this;
  }

  public says(code: string): string[] {
    return foundOf(this.app, code).map(line);
  }
}

const hosts = (release?: string): Hosts => new Hosts(release);

describe('KV3501: of several static groups', () => {
  it('each selects its instances', () => {
    const program = hosts().group('system', 2, null).group('worker', 1).group('idle', 0, null);
    expect(program.says('KV3501')).toEqual([
      'KV3501 c/system spec.staticInstances.labelSelector: the group system takes any StaticInstance, but is not the only static group',
    ]);
    expect(program.says('KV3502')).toEqual([]);
    expect(acknowledged(program.app, 'KV3501')).toEqual([]);
  });

  it.each([{}, { matchLabels: {} }, { matchExpressions: [] }])('an empty selector is none: %j', (selector) => {
    expect(hosts().group('a', 1, selector).group('b', 1, null, 'CloudStatic').says('KV3501')).toHaveLength(2);
  });

  it('none is at fault when all select, by labels or by conditions', () => {
    expect(
      hosts()
        .group('a', 1)
        .group('b', 1, { matchExpressions: [{ key: 'b', operator: 'Exists' }] })
        .says('KV3501'),
    ).toEqual([]);
  });

  it('a hand-written one counts', () => {
    const program = hosts().group('a', 1, null);
    handWritten(program.two, 'NodeGroup', 'h', { spec: { nodeType: 'Static', staticInstances: { count: 1 } } });
    expect(program.says('KV3501')).toHaveLength(1);
  });
});

describe('KV3502: the only static group', () => {
  it('is better off with a selector', () => {
    const program = hosts().group('worker', 1, null);
    expect(program.says('KV3502')).toEqual([
      'KV3502 c/worker spec.staticInstances.labelSelector: the group worker takes any StaticInstance',
    ]);
    expect(acknowledged(program.app, 'KV3502')).toEqual([]);
  });

  it('has one, or wants no instances', () => {
    expect(hosts().group('worker', 1).says('KV3502')).toEqual([]);
    expect(hosts().group('worker', 0, null).says('KV3502')).toEqual([]);
  });
});

describe('KV3503: an instance', () => {
  it('is selected by one group only', () => {
    const program = hosts()
      .group('a', 1)
      .group('b', 1, { matchExpressions: [{ key: 'group', operator: 'NotIn', values: ['c'] }] })
      .instance('a')
      .instance('b');
    expect(program.says('KV3503')).toEqual(['KV3503 d/i0 metadata.labels: several groups select the instance i0']);
    expect(acknowledged(program.app, 'KV3503')).toEqual([]);
  });

  it('may be selected by several that have no instance in common', () => {
    expect(
      hosts()
        .group('a', 1)
        .group('b', 1, { matchLabels: { rack: '1' } })
        .instance('a')
        .instance({ rack: '1' })
        .says('KV3503'),
    ).toEqual([]);
  });

  it('that is hand-written is no fault of its own, but of the group', () => {
    const program = hosts()
      .group('a', 1)
      .group('b', 1, { matchExpressions: [{ key: 'group', operator: 'Exists' }] });
    program.hand('h', { metadata: { name: 'h', labels: { group: 'a' } }, spec: { address: '10.1.1.1' } });
    expect(program.says('KV3503')).toEqual([
      'KV3503 c/a spec.staticInstances.labelSelector: several groups select the instance h',
    ]);
  });
});

describe('KV3504: a group', () => {
  it('wants no more instances than there are', () => {
    const program = hosts().group('a', 2).group('b', 1).instance('a').instance('b');
    expect(program.says('KV3504')).toEqual([
      'KV3504 c/a spec.staticInstances.count: the group needs more instances than its selector matches',
    ]);
    expect(acknowledged(program.app, 'KV3504')).toEqual([]);
  });

  it('has enough, without a selector as well, counts hand-written ones, or the program has no instances at all', () => {
    expect(
      hosts()
        .group('a', 2)
        .instance('a')
        .hand('h', { metadata: { name: 'h', labels: { group: 'a' } } })
        .says('KV3504'),
    ).toEqual([]);
    expect(hosts().group('a', 2, null).instance('a').instance({}).says('KV3504')).toEqual([]);
    expect(hosts().group('a', 2).says('KV3504')).toEqual([]);
    expect(hosts().group('a', undefined).instance('b').says('KV3504')).toEqual([]);
  });
});

describe('KV3505: an instance', () => {
  it('belongs to a group', () => {
    const program = hosts().group('a', 1).instance('a').instance('b').instance({});
    expect(program.says('KV3505')).toEqual([
      'KV3505 d/i1 metadata.labels: no static group selects the instance',
      'KV3505 d/i2 metadata.labels: no static group selects the instance',
    ]);
    expect(foundOf(program.app, 'KV3505').map((e) => e.given)).toEqual(['group=b', 'no labels']);
    expect(acknowledged(program.app, 'KV3505')).toEqual([]);
  });

  it('belongs to one that takes any, or the groups are kept elsewhere', () => {
    expect(hosts().group('a', 1, null).instance('b').says('KV3505')).toEqual([]);
    expect(hosts().instance('b').says('KV3505')).toEqual([]);
  });
});

describe('KV3506: an address', () => {
  it('belongs to one instance', () => {
    const program = hosts().instance('a', '10.0.0.1').instance('a', '10.0.0.2').instance('a', '10.0.0.1');
    expect(program.says('KV3506')).toEqual(['KV3506 d/i2 spec.address: i0 (d/i0) has the same address']);
    expect(acknowledged(program.app, 'KV3506')).toEqual(['KV1002']);
  });

  it('of a hand-written instance counts, and the fault is with the other', () => {
    const program = hosts()
      .instance('a', '10.0.0.1')
      .hand('h', { spec: { address: '10.0.0.1' } });
    expect(program.says('KV3506')).toEqual([
      'KV3506 d/i0 spec.address: h (d/hand-StaticInstance-h) has the same address',
    ]);
    expect(
      hosts()
        .instance('a')
        .hand('h', { spec: { address: '9.9.9.9' } })
        .hand('i', { spec: { address: '9.9.9.9' } })
        .says('KV3506'),
    ).toEqual([]);
  });

  it('may come twice in two clusters', () => {
    const program = hosts();
    markCluster(program.one);
    markCluster(program.two);
    handWritten(program.one, 'StaticInstance', 'h', { spec: { address: '10.0.0.1' } });
    expect(program.instance('a', '10.0.0.1').says('KV3506')).toEqual([]);
  });

  it('is unique in general', () => {
    expect(hosts().instance('a').instance('a').says('KV3506')).toEqual([]);
  });
});

describe('KV3507: a node that is there already', () => {
  const declared = (annotations?: Labels): Hosts => {
    const program = hosts().instance('a', '10.0.0.1', annotations && { annotations });
    ExistingObjects.of(program.one).addNodeAddress('10.0.0.1');
    return program;
  };

  it('is not set up again', () => {
    const program = declared();
    expect(program.says('KV3507')).toEqual([
      'KV3507 d/i0 spec.address: a node of the cluster already has this address',
    ]);
    expect(acknowledged(program.app, 'KV3507')).toEqual(['KV1002']);
  });

  it('can be adopted, and others are set up', () => {
    expect(declared({ [SKIP_BOOTSTRAP]: '' }).says('KV3507')).toEqual([]);
    expect(hosts().instance('a').says('KV3507')).toEqual([]);
  });
});

describe('KV3508: credentials', () => {
  it('exist', () => {
    const program = hosts().instance('a', undefined, { credentials: 'other' });
    expect(program.says('KV3508')).toEqual(['KV3508 d/i0 spec.credentialsRef.name: the credentials do not exist']);
    expect(foundOf(program.app, 'KV3508')[0]?.allowed).toBe('no credentials are created or declared');
    expect(acknowledged(program.app, 'KV3508')).toEqual([]);
  });

  it('are declared, or hand-written in another chart', () => {
    const program = hosts().instance('a').instance('a', undefined, { credentials: 'hand' });
    handWritten(program.one, 'SSHCredentials', 'hand');
    expect(program.says('KV3508')).toEqual([]);
  });
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'x'],
  ['a list', []],
  ['an address of another type', { address: 7, credentialsRef: 'x' }],
  ['a null reference', { address: null, credentialsRef: null }],
])('a hand-written instance may hold %s as spec', (_, spec) => {
  const program = hosts().group('a', 1).instance('a');
  program
    .hand('h', { metadata: { name: 'h', labels: { group: null } as never }, spec })
    .hand('i', { metadata: { name: 'i' }, spec });
  handWritten(program.one, 'NodeGroup', 'h', { spec });
  expect(found(program.app)).toEqual([]);
});

describe('selectors', () => {
  const e = (
    key: string,
    operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
    ...values: string[]
  ): LabelSelector => ({
    matchExpressions: [{ key, operator, ...(values.length === 0 ? {} : { values }) }],
  });
  it.each<[LabelSelector, Labels, boolean]>([
    [{}, {}, true],
    [{ matchLabels: { a: '1' } }, { a: '1', b: '2' }, true],
    [{ matchLabels: { a: '1', b: '1' } }, { a: '1' }, false],
    [{ matchLabels: { a: '1' }, ...e('b', 'Exists') }, { a: '1' }, false],
    [e('a', 'In', '1', '2'), { a: '2' }, true],
    [e('a', 'In', '1'), {}, false],
    [e('a', 'NotIn', '1'), { a: '1' }, false],
    [e('a', 'NotIn', '1'), {}, true],
    [e('a', 'Exists'), { a: '' }, true],
    [e('a', 'Exists'), {}, false],
    [e('a', 'DoesNotExist'), {}, true],
    [e('a', 'DoesNotExist'), { a: '' }, false],
    [e('constructor', 'Exists'), {}, false],
    [e('toString', 'DoesNotExist'), {}, true],
  ])('%j on %j: %s', (selector, labels, expected) => {
    expect(matches(selector, labels)).toBe(expected);
  });
});
