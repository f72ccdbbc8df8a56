import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { FindingKind } from '../core';
import { KvorumError, SecretValue } from '../core';
import { APP } from './codes';
import { holdsPlaceholder } from './values';

interface Element {
  toTerraform(): unknown;
}

const ELEMENT = Symbol.for('cdktf/TerraformElement');
const DEEPEST = 50;

/** Values in a Terraform stack that cdktf would write as text or as an object's inner parts: secrets, Lazy of cdk8s. */
export function strayValues(stack: IConstruct): KvorumError[] {
  const errors: KvorumError[] = [];
  for (const construct of stack.node.findAll()) {
    if (!(ELEMENT in construct)) continue;
    const seen = new Set<object>();
    const visit = (value: unknown, key: readonly string[]): void => {
      const kind = strayKind(value);
      if (kind !== undefined) {
        const message = value instanceof Lazy ? LAZY : SECRET;
        errors.push(new KvorumError(kind, construct, { message, property: key.join('.') }));
      } else if (typeof value === 'object' && value !== null && isOpen(value) && !seen.has(value) && key.length < DEEPEST) {
        seen.add(value);
        for (const [name, inner] of Object.entries(value)) visit(inner, [...key, name]);
      }
    };
    visit((construct as unknown as Element).toTerraform(), []);
  }
  return errors;
}

const LAZY = 'a Lazy of cdk8s stands in a Terraform stack';
const SECRET = 'a secret stands in a Terraform stack and would be written to cdk.tf.json';

function strayKind(value: unknown): FindingKind | undefined {
  if (value instanceof Lazy) return APP.lazyInTerraform;
  if (SecretValue.isSecretValue(value)) return APP.secretInTerraform;
  return typeof value === 'string' && holdsPlaceholder(value) ? APP.secretInTerraform : undefined;
}

/** Tokens of cdktf and constructs hold the whole tree; only plain containers are looked into. */
function isOpen(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
