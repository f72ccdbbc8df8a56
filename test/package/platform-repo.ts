import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Outcome } from './built';
import { checkout, run } from './built';
import { EmptyRepo } from './empty-repo';

/** The example `platform-repo`, as it stands in the checkout. */
export const PLATFORM_REPO = join(checkout, 'examples/platform-repo');

const PACKAGES = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'ipaddr.js', '@types/node', 'undici-types'];

/** The example in a folder of its own, with the packed package in its node_modules as a user gets it. */
export class PlatformRepo extends EmptyRepo {
  public constructor() {
    super(PACKAGES);
    cpSync(PLATFORM_REPO, this.folder, { recursive: true, filter: (path) => !path.includes('golden') });
    // The compiler that cdk8s-cli's own template asks for.
    this.link('typescript', 'typescript-of-cdk8s');
  }

  /** Writes a program that imports every subpath of the package. */
  public importAll(file: string): void {
    const { exports } = JSON.parse(readFileSync(join(this.folder, 'node_modules/kvorum/package.json'), 'utf8')) as {
      exports: Record<string, { types?: string }>;
    };
    const subpaths = Object.entries(exports).flatMap(([path, { types }]) => (types === undefined ? [] : [path]));
    const lines = subpaths.map(
      (path, i) =>
        `import * as room${i} from 'kvorum${path.slice(1)}';\nexport const names${i}: string[] = Object.keys(room${i});`,
    );
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), `${lines.join('\n')}\n`);
  }

  /** The example's program, written for a release. */
  public synth(release: string): Outcome {
    return run(process.execPath, ['main.js'], this.folder, { DECKHOUSE_RELEASE: release });
  }
}
