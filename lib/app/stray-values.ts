import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

import { KvorumError, SecretValue } from '../core';
import { APP } from './codes';
import { holdsPlaceholder } from './value-resolver';

// Deeper than any block of a provider.
const DEEPEST = 20;

/**
 * Values in a Terraform stack that cdktf would write as text or as the internals of an object: secrets, Lazy of cdk8s.
 *
 * Looks at the properties of an element, not at its rendering: there cdktf has already taken foreign objects apart.
 */
export function strayValues(stack: IConstruct): KvorumError[] {
  const errors: KvorumError[] = [];
  for (const construct of stack.node.findAll()) {
    const seen = new Set<object>();
    const visit = (value: unknown, key: readonly string[]): void => {
      const property = key.join('.').replace(/^_/, '');
      if (typeof value === 'string' && holdsPlaceholder(value)) {
        const message = 'a secret was turned into text in a Terraform stack';
        errors.push(new KvorumError(APP.secretInTerraform, construct, { message, property }));
      }
      if (typeof value !== 'object' || value === null || Construct.isConstruct(value) || seen.has(value)) return;
      seen.add(value);
      if (value instanceof Lazy) {
        const message = 'a Terraform stack holds a Lazy of cdk8s';
        errors.push(new KvorumError(APP.lazyInTerraform, construct, { message, property }));
      } else if (SecretValue.isSecretValue(value)) {
        const message = `the secret ${value.source} is in a Terraform stack and would be written to cdk.tf.json`;
        errors.push(new KvorumError(APP.secretInTerraform, construct, { message, property }));
      } else if (key.length < DEEPEST) {
        for (const [name, inner] of Object.entries(value)) visit(inner, [...key, name]);
      }
    };
    for (const [name, value] of Object.entries(construct)) if (name !== 'node') visit(value, [name]);
  }
  return errors;
}
