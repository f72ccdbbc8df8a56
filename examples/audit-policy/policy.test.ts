import { policy } from './policy';

// An audit policy is a program: the first rule that fits decides, and a rule in the wrong place says nothing. These tests
// ask the same questions as an investigation would.

const web = { namespace: 'shop', name: 'web' };

describe('the audit policy', () => {
  it('has no findings', () => {
    expect(policy.findings({ kubernetes: '1.33' }).map(String)).toEqual([]);
  });

  it('keeps what the pipeline deploys', () => {
    const deploy = {
      user: 'system:serviceaccount:ci:deployer',
      verb: 'patch',
      apiGroup: 'apps',
      resource: 'deployments',
    };
    expect(policy.evaluate({ ...deploy, ...web }).level).toBe('Request');
  });

  it('keeps who reads a Secret, and never its content', () => {
    for (const verb of ['get', 'list', 'create', 'update', 'delete']) {
      expect(policy.evaluate({ user: 'alice', verb, resource: 'secrets', namespace: 'shop' }).level).toBe('Metadata');
    }
  });

  it('keeps every shell in a Pod', () => {
    expect(policy.evaluate({ user: 'alice', verb: 'create', resource: 'pods/exec', ...web }).level).toBe('Request');
  });

  it('is silent about the operator of the database, and about nobody else', () => {
    const write = {
      verb: 'update',
      apiGroup: 'acid.zalan.do',
      resource: 'postgresqls',
      namespace: 'shop',
      name: 'main',
    };
    expect(policy.evaluate({ ...write, user: 'system:serviceaccount:postgres:operator' }).level).toBe('None');
    expect(policy.evaluate({ ...write, user: 'alice' }).level).toBe('Metadata');
  });

  it('writes nothing when a request arrives', () => {
    expect(policy.evaluate({ user: 'alice', verb: 'delete', resource: 'pods', ...web }).omitStages).toEqual([
      'RequestReceived',
    ]);
  });
});
