import { X509Certificate } from 'node:crypto';

import type { ShapeFault } from '../core/check-shape';
import { Ipv4 } from '../core/ip';
import { ETCD } from './codes';

/**
 * The fault of the certificate of a member.
 *
 * @param pem The certificate, PEM.
 * @param reachedAs Names and addresses under which the member is reached.
 * @param property The property that it was given as.
 */
export function certificateFaults(pem: string, reachedAs: readonly string[], property: string): readonly ShapeFault[] {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch {
    return [{ type: ETCD.badCertificate, details: { message: 'the text is not a PEM certificate', property } }];
  }
  const usages = certificate.keyUsage as readonly string[] | undefined;
  const unusable = usages === undefined ? undefined : USAGES.find(([oid]) => !usages.includes(oid));
  const faults = missingSans((name) => isNamed(certificate, name), reachedAs, certificate.subjectAltName, property);
  if (unusable === undefined) return faults;
  const message = `the certificate is not valid for ${unusable[1]}`;
  return [
    ...faults,
    { type: ETCD.badCertificate, details: { message, property, allowed: 'a certificate for servers and clients' } },
  ];
}

/** The fault of SANs that were declared. */
export function declaredSanFaults(
  sans: readonly string[],
  reachedAs: readonly string[],
  property: string,
): readonly ShapeFault[] {
  return missingSans((name) => sans.includes(name), reachedAs, sans.join(', '), property);
}

const USAGES: readonly (readonly [oid: string, what: string])[] = [
  ['1.3.6.1.5.5.7.3.1', 'servers'],
  ['1.3.6.1.5.5.7.3.2', 'clients'],
];

function missingSans(
  isThere: (name: string) => boolean,
  reachedAs: readonly string[],
  given: string | undefined,
  property: string,
): readonly ShapeFault[] {
  const missing = reachedAs.filter((name) => !isThere(name));
  if (missing.length === 0) return [];
  const details = {
    message: `the certificate does not name ${missing.join(', ')}`,
    property,
    given: given === undefined || given === '' ? 'no SAN' : given,
    allowed: `at least ${reachedAs.join(', ')}`,
  };
  return [{ type: ETCD.missingSan, details }];
}

function isNamed(certificate: X509Certificate, name: string): boolean {
  // A common name is not a SAN: Go no longer reads it.
  return Ipv4.isValid(name)
    ? certificate.checkIP(name) !== undefined
    : certificate.checkHost(name, { subject: 'never' }) !== undefined;
}
