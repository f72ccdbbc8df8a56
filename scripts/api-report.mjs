// The public API as text, a file a subpath, in docs/api/. A change of the API is a change of these files, and is reviewed.
//   node scripts/api-report.mjs          compares, and fails when a report is not up to date
//   node scripts/api-report.mjs --write  writes them
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const write = process.argv.includes('--write');
mkdirSync(join(root, 'docs/api'), { recursive: true });
let stale = 0;
for (const [subpath, target] of Object.entries(exports)) {
  if (target.types === undefined) continue;
  const room = subpath === '.' ? 'kvorum' : subpath.slice(2);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, target.types),
      compiler: { tsconfigFilePath: join(root, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${room}.api.md`,
        reportFolder: join(root, 'docs/api'),
        reportTempFolder: join(root, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'warning' } },
        extractorMessageReporting: {
          default: { logLevel: 'warning', addToApiReportFile: false },
          // Release tags say nothing here: what is exported is public.
          'ae-missing-release-tag': { logLevel: 'none' },
          // The root exports the rooms' names a second time.
          'ae-forgotten-export': { logLevel: 'none' },
          'ae-unresolved-link': { logLevel: 'none' },
        },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });
  const result = Extractor.invoke(config, {
    localBuild: write,
    messageCallback: (message) => {
      if (message.logLevel === 'verbose' || message.logLevel === 'info') message.logLevel = 'none';
    },
  });
  if (result.apiReportChanged && !write) {
    console.error(`docs/api/${room}.api.md is not up to date: run npm run api, and review the change`);
  }
  if (!result.succeeded) stale += 1;
}
process.exitCode = stale === 0 ? 0 : 1;
