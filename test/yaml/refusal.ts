import { YamlFault } from '../../lib/yaml/fault';
import { parseYaml } from '../../lib/yaml/parser';
import type { YamlDialect } from '../../lib/yaml/scanner';

/** Why a text is refused and where, or that it is not. */
export function refusal(text: string, dialect: YamlDialect = 'v3'): string {
  return faultOf(() => parseYaml(text, { dialect }));
}

/** The fault that something throws. */
export function faultOf(read: () => unknown): string {
  try {
    read();
  } catch (e) {
    if (e instanceof YamlFault) return `${e.offset}: ${e.message}`;
    throw e;
  }
  return 'read';
}
