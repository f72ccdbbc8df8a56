import type { ShapeFault } from '../../core/check-shape';
import { fault } from '../../core/fault';
import { ACCESS } from '../codes/access';

// The types that OpenSSH accepts; ssh-dss was removed in 2015.
const TYPES = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
];

const SMALLEST_RSA = 2048;

/**
 * The fault of a public key, a line of authorized_keys without options.
 *
 * @param property The property that holds it.
 * @param line The line.
 */
export function sshKeyFaults(property: string, line: string): readonly ShapeFault[] {
  const refuse = (message: string): readonly ShapeFault[] => [
    fault(ACCESS.badSshKey, property, message, {
      allowed: `TYPE BASE64 COMMENT on one line, TYPE one of ${TYPES.join(', ')}`,
    }),
  ];
  // The given value is not shown: it may be the private key.
  if (line.includes('PRIVATE KEY')) return refuse('the text is a private key');
  const [type = '', base64 = ''] = line.split(' ');
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(line)) return refuse('the text holds control characters or is more than one line');
  if (!TYPES.includes(type)) return refuse('the text does not start with a known key type');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return refuse('the key is not base64 text');
  const fields = fieldsOf(Buffer.from(base64, 'base64'));
  if (fields === undefined) return refuse('the key is cut off');
  if (fields[0]?.toString('latin1') !== type) return refuse('the key has another type than the line says');
  const bits = type === 'ssh-rsa' ? bitsOf(fields[2]) : SMALLEST_RSA;
  return bits < SMALLEST_RSA ? refuse(`the RSA key has ${bits} bits, and sshd accepts ${SMALLEST_RSA} and more`) : [];
}

/** The fields of a key, each with its length before it; undefined when it does not end with one. */
function fieldsOf(blob: Buffer): readonly Buffer[] | undefined {
  const fields: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields.length > 1 ? fields : undefined;
}

function bitsOf(modulus: Buffer | undefined): number {
  const text = modulus?.toString('hex').replace(/^0+/, '') ?? '';
  return text === '' ? 0 : (text.length - 1) * 4 + parseInt(text[0] ?? '0', 16).toString(2).length;
}
