import { createHash, generateKeyPairSync } from 'node:crypto';

/** A private key in PKCS #8. */
export const PEM = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The same kind of key behind a passphrase. */
export const ENCRYPTED_PEM = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
  .toString();

/** A public key as it stands in a file of OpenSSH. */
export const PUBLIC_KEY = `ssh-ed25519 ${Buffer.concat([field('ssh-ed25519'), field(createHash('sha256').update('key').digest())]).toString('base64')} me@host`;

/** A private key in the container of OpenSSH, as ssh-keygen writes it. */
export function openSshKey(cipher: string): string {
  const derivation = cipher === 'none' ? 'none' : 'bcrypt';
  const number = Buffer.from([0, 0, 0, 1]);
  const bytes = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field(cipher),
    field(derivation),
    field(''),
    number,
    field('public'),
    field('private'),
  ]);
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

/** A text in base64. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function field(content: string | Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(content)]);
}
