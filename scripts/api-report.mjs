// The public API as text, a file a subpath, in docs/api/. A change of the API is a change of these files, and is reviewed.
//   node scripts/api-report.mjs          compares, and fails when a report is not up to date
//   node scripts/api-report.mjs --write  writes them
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import ts from 'typescript';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const write = process.argv.includes('--write');
mkdirSync(join(root, 'docs/api'), { recursive: true });
let stale = 0;
// What the signatures of a subpath name and it does not export itself, and what any subpath exports.
const needed = new Map();
const exported = new Set();
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
      if (message.messageId === 'ae-forgotten-export') {
        // Another subpath may export it.
        const name = /^The symbol "(.+?)" needs to be exported/.exec(message.text)?.[1] ?? message.text;
        needed.set(name, [...(needed.get(name) ?? []), room]);
        message.logLevel = 'none';
      } else if (message.logLevel === 'verbose' || message.logLevel === 'info') message.logLevel = 'none';
    },
  });
  if (result.apiReportChanged && !write) {
    console.error(`docs/api/${room}.api.md is not up to date: run npm run api, and review the change`);
  }
  if (!result.succeeded) stale += 1;
  for (const name of exportedNames(join(root, target.types))) exported.add(name);
}
for (const [name, rooms] of needed) {
  if (exported.has(name)) continue;
  stale += 1;
  console.error(`${name} stands in a signature of ${rooms.join(', ')}, and no subpath exports it`);
}
process.exitCode = stale === 0 ? 0 : 1;

/** The names that a declaration file exports, types as well. */
function exportedNames(file) {
  const program = ts.createProgram([file], { module: ts.ModuleKind.Node20, target: ts.ScriptTarget.ES2022, types: [] });
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file));
  return checker.getExportsOfModule(symbol).map(({ name }) => name);
}
