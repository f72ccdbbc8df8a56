/** The types of the packed package, compiled by a newer TypeScript than the one that the library is written with. */
import { run } from '../package/built';
import { PlatformRepo } from '../package/platform-repo';
import { describeConformance, judge } from '../judges/shared';

describeConformance('TypeScript 7', { judges: ['tsc'] }, () => {
  let repo: PlatformRepo;
  beforeAll(() => {
    repo = new PlatformRepo();
  }, 120_000);
  afterAll(() => repo.remove());

  it.each([
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ])(
    'resolves the types of every subpath with moduleResolution %s',
    (moduleResolution, module) => {
      const file = `${moduleResolution}/all.mts`;
      repo.importAll(file);
      const options = ['--moduleResolution', moduleResolution, '--module', module, '--target', 'es2022'];
      const more = ['--ignoreConfig', '--noEmit', '--strict', '--types', 'node', file];
      expect(run(judge('tsc'), [...options, ...more], repo.folder)).toMatchObject({ status: 0, stdout: '' });
    },
    60_000,
  );
});
