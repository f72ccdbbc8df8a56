import { join, relative } from 'node:path';

import * as ts from 'typescript';

import type { Program } from './page';

const ROOT = join(__dirname, '..', '..');

/** What the compiler says of programs, each with page and line. One compilation for all of them. */
export function typeFaults(programs: readonly Program[]): readonly string[] {
  const read = (path: string): string | undefined => ts.sys.readFile(path);
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), read).config,
    ts.sys,
    ROOT,
  );
  // As many empty lines before the program as there are on the page: the compiler then names the page's own line.
  const sources = new Map(
    programs.map((p) => [join(ROOT, `${p.page}.${p.line}.ts`), '\n'.repeat(p.line - 1) + p.text]),
  );
  const host = ts.createCompilerHost(options);
  const files = { ...host };
  host.fileExists = (path) => sources.has(path) || files.fileExists(path);
  host.readFile = (path) => sources.get(path) ?? files.readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = sources.get(path);
    return text === undefined
      ? files.getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  const program = ts.createProgram([...sources.keys()], { ...options, noEmit: true }, host);
  const found = [...sources.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  return found.map(({ file, start = 0, messageText }) => {
    const page = file === undefined ? '' : relative(ROOT, file.fileName).replace(/\.\d+\.ts$/, '');
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${page}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
