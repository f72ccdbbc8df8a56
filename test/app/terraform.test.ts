import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Chart, Lazy as Cdk8sLazy } from 'cdk8s';
import {
  Annotations,
  App as CdktfApp,
  Aspects,
  AssetType,
  DataResource,
  LocalBackend,
  TerraformAsset,
  TerraformOutput,
  TerraformStack,
} from 'cdktf';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

import type * as AppRoom from '../../lib/app';
import { ClusterApp } from '../../lib/app';
import { Findings, OutputFile, SecretValue } from '../../lib/core';
import { configMap } from './objects';
import { runFolder } from './run-folder';
import { codesOf, errorOf } from '../support/errors';
import { entriesOf, modesBelow, textsBelow } from '../support/folders';
import { stderrOf } from '../support/stderr';

const folder = runFolder();

function newApp(): ClusterApp {
  return new ClusterApp({ outdir: join(folder(), 'dist') });
}

function stackText(id: string): string {
  return readFileSync(join(folder(), 'cdktf.out', 'stacks', id, 'cdk.tf.json'), 'utf8');
}

/** Two stacks, one of which reads from the other, each with a backend of its own. */
function twoStacks(app: Construct): void {
  const network = new TerraformStack(app, 'network');
  new LocalBackend(network, { path: '../../../network.tfstate' });
  const subnet = new DataResource(network, 'subnet', { input: { cidr: '10.0.0.0/24' } });
  const machines = new TerraformStack(app, 'machines');
  new LocalBackend(machines, { path: '../../../machines.tfstate' });
  new DataResource(machines, 'master', { input: { subnet: subnet.id } });
  new TerraformOutput(machines, 'made', { value: true });
  Annotations.of(machines).addWarning('three machines');
}

describe('stacks beside charts', () => {
  test('are written as cdktf itself writes them', () => {
    const stock = new CdktfApp({ outdir: join(folder(), 'stock'), stackTraces: false });
    twoStacks(stock);
    stock.synth();
    const app = newApp();
    twoStacks(app);
    configMap(new Chart(app, 'prod'), 'settings');
    app.synth();
    const { '.written.json': list, ...ours } = textsBelow(join(folder(), 'cdktf.out'));
    expect(ours).toEqual(textsBelow(join(folder(), 'stock')));
    expect(JSON.parse(list!).apps['.']['.'].files).toHaveProperty(['stacks/machines/cdk.tf.json']);
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['prod.k8s.yaml']);
  });

  test('may refer to each other, and keep doing so at the second synth', () => {
    const app = newApp();
    twoStacks(app);
    app.synth();
    const first = textsBelow(folder());
    app.synth();
    expect(textsBelow(folder())).toEqual(first);
    expect(stackText('machines')).toContain('cross-stack-output');
    const { phases } = JSON.parse(readFileSync(join(folder(), 'kvorum.out/report.json'), 'utf8'));
    expect(phases.map((p: { path: string; dependsOn: string[] }) => [p.path, p.dependsOn])).toEqual([
      ['network', []],
      ['machines', ['network']],
    ]);
    expect(
      JSON.parse(readFileSync(join(folder(), 'cdktf.out/manifest.json'), 'utf8')).stacks.machines.dependencies,
    ).toEqual(['network']);
  });

  test('have a relative local backend when they name none, so that no path of this machine is written', () => {
    const app = newApp();
    new DataResource(new TerraformStack(app, 'infra'), 'x');
    app.synth();
    expect(JSON.parse(stackText('infra')).terraform.backend.local.path).toBe('../../../terraform.infra.tfstate');
    expect(Object.values(textsBelow(folder())).join('')).not.toContain(folder());
    expect(Object.values(textsBelow(folder())).join('')).not.toContain(process.cwd());
  });

  test('keep a backend of their own', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    new LocalBackend(stack, { path: '../elsewhere.tfstate' });
    expect(stderrOf(() => app.synth())).toBe('');
    expect(JSON.parse(stackText('infra')).terraform.backend.local.path).toBe('../elsewhere.tfstate');
  });

  test('with an absolute state path are warned of, and the warning can be acknowledged', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    new LocalBackend(stack);
    expect(stderrOf(() => app.synth())).toContain('warning KV1525 [infra]');
    Findings.of(stack).acknowledge('KV1525', 'one machine only');
    expect(stderrOf(() => app.synth())).toBe('');
  });

  test('carry files with them, and their modes do not depend on the umask', () => {
    mkdirSync(join(folder(), 'scripts'));
    writeFileSync(join(folder(), 'scripts/run.sh'), '#!/bin/sh\n', { mode: 0o700 });
    writeFileSync(join(folder(), 'scripts/data.bin'), Buffer.from([0, 255, 254]), { mode: 0o600 });
    const app = newApp();
    new TerraformAsset(new TerraformStack(app, 'infra'), 'scripts', {
      path: join(folder(), 'scripts'),
      type: AssetType.DIRECTORY,
      assetHash: 'fixed',
    });
    app.synth();
    const out = join(folder(), 'cdktf.out');
    const modes = Object.entries(modesBelow(out)).filter(([path]) => path.includes('assets'));
    expect(modes.map(([path, mode]) => [path.split('/').pop(), mode])).toEqual([
      ['data.bin', '0644'],
      ['run.sh', '0755'],
    ]);
    const data = modes.find(([path]) => path.endsWith('data.bin'))![0];
    expect([...readFileSync(join(out, data))]).toEqual([0, 255, 254]);
  });

  test('see their aspects, once a synth', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    new DataResource(stack, 'x');
    const visited: string[] = [];
    Aspects.of(stack).add({ visit: (node: IConstruct) => visited.push(node.node.path) });
    app.synth();
    expect(visited.filter((path) => path === 'infra/x')).toHaveLength(1);
  });

  test('count with what aspects add to them', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    Aspects.of(stack).add({
      visit: (node: IConstruct) => {
        if (node !== stack) return;
        new Construct(stack, 'added').node.addValidation({ validate: () => ['not like this'] });
      },
    });
    expect(errorOf(() => app.synth()).message).toMatch(/^KV1005 \[infra\/added\]: not like this\n/);
  });

  test('read the context that the command of cdktf passes on', () => {
    process.env.CDKTF_CONTEXT_JSON = '{"region":"ru-central1"}';
    try {
      expect(newApp().node.tryGetContext('region')).toBe('ru-central1');
      process.env.CDKTF_CONTEXT_JSON = '[1]';
      expect(codesOf(newApp)).toEqual(['KV1526']);
      process.env.CDKTF_CONTEXT_JSON = '{broken';
      expect(codesOf(newApp)).toEqual(['KV1526']);
    } finally {
      delete process.env.CDKTF_CONTEXT_JSON;
    }
  });

  test('are no reason to make a folder for them when there are none', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'settings');
    app.synth();
    expect(existsSync(join(folder(), 'cdktf.out'))).toBe(false);
  });
});

describe('what terraform keeps beside its input', () => {
  test('is never touched, also when the stack goes', () => {
    const app = newApp();
    new TerraformStack(app, 'infra');
    new TerraformStack(app, 'other');
    app.synth();
    const out = join(folder(), 'cdktf.out');
    mkdirSync(join(out, 'stacks/infra/.terraform'));
    writeFileSync(join(out, 'stacks/infra/.terraform/provider'), 'binary');
    writeFileSync(join(out, 'stacks/infra/.terraform.lock.hcl'), 'lock');
    writeFileSync(join(out, 'terraform.infra.tfstate'), 'state');
    app.synth();
    const changed = newApp();
    configMap(new Chart(changed, 'prod'), 'settings');
    changed.synth();
    const { '.written.json': _list, ...left } = textsBelow(out);
    expect(left).toEqual({
      'stacks/infra/.terraform/provider': 'binary',
      'stacks/infra/.terraform.lock.hcl': 'lock',
      'terraform.infra.tfstate': 'state',
    });
    expect(entriesOf(join(out, 'stacks'))).toEqual(['infra']);
  });
});

describe('a stack is refused', () => {
  test('when it is not a direct child of the app', () => {
    const app = newApp();
    new TerraformStack(new Construct(app, 'prod'), 'infra');
    const error = errorOf(() => app.synth());
    expect([error.code, error.path]).toEqual(['KV1520', 'prod/infra']);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('when its id differs from another one by case only, or is no name of a folder', () => {
    const app = newApp();
    new TerraformStack(app, 'infra');
    new TerraformStack(app, 'Infra');
    new TerraformStack(app, '..');
    expect(codesOf(() => app.synth())).toEqual(['KV1521', 'KV1521']);
  });

  test('when a construct in it reports an error, with the path of that construct', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    const master = new DataResource(stack, 'master');
    Annotations.of(master).addError('needs a zone');
    Annotations.of(stack).addError('needs a provider');
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => e.message)).toEqual(
      ['KV1523 [infra]: needs a provider', 'KV1523 [infra/master]: needs a zone'].map(
        (m) => expect.stringContaining(m.slice(8)) as string,
      ),
    );
    expect(all.map((e) => e.code)).toEqual(['KV1523', 'KV1523']);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('when a validation of it fails, together with those of charts', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    stack.node.addValidation({ validate: () => ['too small'] });
    const chart = new Chart(app, 'prod');
    chart.node.addValidation({ validate: () => ['too large'] });
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => [e.code, e.path])).toEqual([
      ['KV1005', 'infra'],
      ['KV1005', 'prod'],
    ]);
  });

  test('when cdktf gives up on it, and the other stacks are still looked at', () => {
    const app = newApp();
    new DataResource(new TerraformStack(app, 'first'), 'x', { input: { f: () => 1 } });
    new DataResource(new TerraformStack(app, 'second'), 'x', { input: { a: SecretValue.fromEnv('NOT_SET') } });
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => [e.code, e.path])).toEqual([
      ['KV1522', 'first'],
      ['KV1513', 'second/x'],
    ]);
  });
});

describe('values of one world in the other', () => {
  test('a value of Terraform in a manifest is refused in each of its forms, with the field that holds it', () => {
    const app = newApp();
    const vm = new DataResource(new TerraformStack(app, 'infra'), 'vm');
    configMap(new Chart(app, 'prod'), 'settings', {
      text: vm.id,
      inside: `https://${vm.id}:6443`,
      object: vm.output,
      number: vm.getNumberAttribute('port'),
      texts: vm.getListAttribute('names'),
      numbers: vm.getNumberListAttribute('ports'),
      map: vm.getStringMapAttribute('tags'),
      fqn: vm.fqn,
      late: Cdk8sLazy.any({ produce: () => vm.id }),
    });
    const { all } = errorOf(() => app.synth());
    expect(new Set(all.map((e) => e.code))).toEqual(new Set(['KV1510']));
    const fields = ['text', 'inside', 'object', 'number', 'texts.0', 'numbers.0', 'fqn', 'late'];
    expect(all.map((e) => e.property)).toEqual(expect.arrayContaining(fields.map((f) => `data.${f}`)));
    expect(all.filter((e) => e.property.startsWith('data.map.'))).toHaveLength(1);
    expect(all).toHaveLength(fields.length + 1);
    expect(entriesOf(folder())).toEqual([]);
  });

  test('ordinary numbers and dollar signs are no values of Terraform', () => {
    const app = newApp();
    configMap(new Chart(app, 'prod'), 'settings', {
      small: -1.5e-300,
      large: 1.7e308,
      negative: -1.7e308,
      shell: '${HOME}',
      template: '${data.x.y}',
      token: 'TfToken[1]',
    });
    app.synth();
    expect(readFileSync(join(folder(), 'dist/prod.k8s.yaml'), 'utf8')).toContain('${HOME}');
  });

  test('a value of Terraform in an output file is refused', () => {
    const app = newApp();
    const vm = new DataResource(new TerraformStack(app, 'infra'), 'vm');
    new OutputFile(app, 'hosts', { path: 'hosts', content: `${vm.id} master-0` });
    expect(codesOf(() => app.synth())).toEqual(['KV1510']);
  });

  test('a secret, a text made of one, and a Lazy of cdk8s are refused in a stack, with the field that holds them', () => {
    const app = newApp();
    const stack = new TerraformStack(app, 'infra');
    new DataResource(stack, 'vm', {
      input: {
        password: SecretValue.fromEnv('PASSWORD'),
        text: `password=${String(SecretValue.fromEnv('PASSWORD'))}`,
        late: Cdk8sLazy.any({ produce: () => 1 }),
      },
    });
    stack.addOverride('terraform.required_version', SecretValue.unsafePlainText('hunter2'));
    const { all } = errorOf(() => app.synth());
    expect(all.map((e) => [e.code, e.path, e.property])).toEqual([
      ['KV1513', 'infra', 'rawOverrides.terraform.required_version'],
      ['KV1513', 'infra/vm', 'input.password'],
      ['KV1513', 'infra/vm', 'input.text'],
      ['KV1514', 'infra/vm', 'input.late'],
    ]);
    expect(entriesOf(folder())).toEqual([]);
  });
});

describe('order across the two worlds', () => {
  function phases(): { path: string; kind: string; dependsOn: string[]; files: string[] }[] {
    return JSON.parse(readFileSync(join(folder(), 'kvorum.out/report.json'), 'utf8')).phases;
  }

  test('a chart may wait for a stack, and a stack for a chart', () => {
    const app = newApp();
    const last = new TerraformStack(app, 'dns');
    const chart = new Chart(app, 'prod');
    configMap(chart, 'settings');
    const first = new TerraformStack(app, 'machines');
    chart.addDependency(first);
    last.node.addDependency(chart);
    app.synth();
    expect(phases()).toEqual([
      { path: 'machines', kind: 'stack', dependsOn: [], files: ['terraform/stacks/machines/cdk.tf.json'] },
      { path: 'prod', kind: 'chart', dependsOn: ['machines'], files: ['manifests/prod.k8s.yaml'] },
      { path: 'dns', kind: 'stack', dependsOn: ['prod'], files: ['terraform/stacks/dns/cdk.tf.json'] },
    ]);
    // The files of charts get numbers by the order of charts alone.
    expect(entriesOf(join(folder(), 'dist'))).toEqual(['prod.k8s.yaml']);
  });

  test('a dependency on a construct that groups charts is one on each of them', () => {
    const app = newApp();
    const group = new Construct(app, 'base');
    new Chart(group, 'crds');
    new Chart(group, 'namespaces');
    new TerraformStack(app, 'machines');
    const chart = new Chart(app, 'prod');
    chart.addDependency(group, app.node.findChild('machines'));
    app.synth();
    expect(phases().find((p) => p.path === 'prod')!.dependsOn).toEqual(['base/crds', 'base/namespaces', 'machines']);
    expect(entriesOf(join(folder(), 'dist')).map((name) => name.slice(0, 9))).toEqual([
      '0000-base',
      '0001-base',
      '0002-prod',
    ]);
  });

  test('a circle across the two worlds is refused, and names the dependencies that were declared', () => {
    const app = newApp();
    const chart = new Chart(app, 'prod');
    const settings = configMap(chart, 'settings');
    const stack = new TerraformStack(app, 'machines');
    const vm = new DataResource(stack, 'vm');
    settings.addDependency(vm);
    stack.node.addDependency(chart);
    const error = errorOf(() => app.synth());
    expect(error.code).toBe('KV1502');
    expect(error.message).toContain('machines => prod => machines');
    expect(error.given).toContain('prod/settings depends on machines/vm');
    expect(entriesOf(folder())).toEqual([]);
  });
});

describe('cdktf itself', () => {
  afterEach(() => jest.dontMock('cdktf').dontMock('node:module'));

  function synthAfresh(build: (root: Construct) => void): void {
    jest.isolateModules(() => {
      const fresh = jest.requireActual<typeof AppRoom>('../../lib/app');
      const app = new fresh.ClusterApp({ outdir: join(folder(), 'dist') });
      build(app);
      app.synth();
    });
  }

  test('is loaded only when the tree holds a stack', () => {
    let loaded = false;
    jest.doMock('cdktf', () => {
      loaded = true;
      return jest.requireActual('cdktf');
    });
    synthAfresh((root) => new Construct(root, 'no-stack'));
    expect(loaded).toBe(false);
    synthAfresh((root) => new TerraformStack(root, 'infra'));
    expect(loaded).toBe(true);
  });

  test('is asked for by name when the tree holds a stack and it is not installed', () => {
    const missing = (): never => {
      throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    };
    jest.doMock('node:module', () => ({ createRequire: () => Object.assign(missing, { resolve: missing }) }));
    const error = errorOf(() => synthAfresh((root) => new TerraformStack(root, 'infra')));
    expect([error.code, error.path]).toEqual(['KV1524', 'infra']);
    expect(error.fix).toContain('npm install cdktf');
  });
});
