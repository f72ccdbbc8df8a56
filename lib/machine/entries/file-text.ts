import { CORE } from '../../core/codes';
import { isPlain } from '../../core/check-shape';
import { documentText } from '../../core/yaml';
import { snapshot } from '../../core/snapshot';
import { typeName } from '../../core/format';
import { fault, refuse } from '../../core/fault';
import { tomlText } from './toml-text';

/** Texts of configuration files made of data, quoted as each syntax needs it. */
export class FileText {
  /** A JSON document, indented by two spaces. */
  public static json(value: unknown): string {
    return `${JSON.stringify(snapshot(value, ''), undefined, 2)}\n`;
  }

  /** A YAML document. */
  public static yaml(value: Readonly<Record<string, unknown>>): string {
    return documentText(JSON.parse(JSON.stringify(requireObject(value))));
  }

  /**
   * A TOML document: objects become tables; texts, numbers, booleans and lists of them become their values.
   *
   * @throws KV1203 for a value that TOML cannot hold.
   */
  public static toml(value: Readonly<Record<string, unknown>>): string {
    const { text, faults } = tomlText(requireObject(value));
    refuse('', faults);
    return text;
  }

  private constructor() {
    // There is nothing to make one of.
  }
}

function requireObject(value: unknown): Readonly<Record<string, unknown>> {
  const given = snapshot(value, '');
  if (isPlain(given)) return given;
  refuse('', [fault(CORE.wrongType, 'value', `the value is ${typeName(value)}`, { allowed: 'an object' })]);
  return {};
}
