import { checkSource } from '../../lib/audit/check';
import { kubernetesMinor } from '../../lib/audit/kubernetes-version';
import { askLoader, loaderJudges, loaderVersions } from '../judges/audit-loader';
import { describeConformance } from '../judges/shared';
import { corpus } from './audit-corpus';
import { mutate } from './audit-mutations';
import { samples } from './audit-samples';
import { Mulberry } from './mulberry';
import { SEED } from '../support/seed';

const MUTATIONS = 3000;

interface Named {
  readonly name: string;
  readonly policy: string | Uint8Array;
}

function differences(version: (typeof loaderVersions)[number], policies: readonly Named[]): readonly object[] {
  const answers = askLoader(version, policies);
  return policies.flatMap(({ name, policy }, i) => {
    const { refused } = checkSource(policy, kubernetesMinor(version));
    const ours = refused.map((f) => `${f.type.code} ${f.details.message}`).join('; ');
    const theirs = answers[i]?.error ?? '';
    return (ours === '') === (theirs === '') ? [] : [{ name, policy, ours, theirs }];
  });
}

describeConformance('audit policies, by the loader of the API server', { judges: loaderJudges }, () => {
  it.each(loaderVersions)('every policy of the corpus gets the verdict of Kubernetes %s', (version) => {
    expect(differences(version, corpus)).toEqual([]);
    expect(corpus.length).toBeGreaterThanOrEqual(80);
    const refused = askLoader(version, corpus).filter(({ error }) => error !== '').length;
    expect(refused).toBeGreaterThan(40);
    expect(corpus.length - refused).toBeGreaterThan(40);
  });

  it(`what the server ignores with a warning is a finding, and nothing else is`, () => {
    const answers = askLoader('1.36', corpus);
    const wrong = corpus.flatMap(({ name, policy }, i) => {
      const { error = '', warning = '' } = answers[i] ?? {};
      const { ignored, source } = checkSource(policy, 36);
      // The server says nothing of a second document.
      const found = ignored.filter(({ type }) => type.code !== 'KV4104').length > 0;
      return error !== '' || source.fault !== undefined || found === (warning !== '') ? [] : [{ name, warning, found }];
    });
    expect(wrong).toEqual([]);
  });

  it.each(loaderVersions)(
    `${MUTATIONS} damaged policies of seed ${SEED} get the verdict of Kubernetes %s`,
    (version) => {
      const random = new Mulberry(SEED);
      const starts = corpus.flatMap(({ policy }) =>
        typeof policy === 'string' && policy.length < 3000 ? [policy] : [],
      );
      const damaged = Array.from({ length: MUTATIONS }, (_, i) => ({
        name: `number ${i} of KVORUM_SEED=${SEED}`,
        policy: mutate(random.pick(i % 2 === 0 ? samples : starts), random),
      }));
      expect(differences(version, damaged)).toEqual([]);
    },
  );
});
