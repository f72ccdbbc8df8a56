import { createPrivateKey } from 'node:crypto';

const PEM = /^-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----\r?\n([\s\S]+?)\r?\n-----END \1-----\s*$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const OPENSSH_MAGIC = 'openssh-key-v1\0';

/** The text that Deckhouse 1.77 shows in place of a key that the reader may not see. */
const OMITTED = '<omitted>';

/**
 * The required form of a private key, or undefined when the text is a usable one: PEM, of a readable key type, and
 * without a passphrase, since it could not be entered.
 */
export function privateKeyFault(value: string): string | undefined {
  if (value.trim() === OMITTED)
    return 'the private key itself: the text <omitted> is what a reader without rights sees';
  const [, label, body = ''] = PEM.exec(value.trimStart()) ?? [];
  if (label === undefined) {
    return BASE64.test(value.replace(/\s+/g, ''))
      ? 'PEM text, not encoded in base64'
      : 'a private key in PEM form (-----BEGIN ... PRIVATE KEY-----)';
  }
  return label === 'OPENSSH PRIVATE KEY' ? openSshFault(body) : pemFault(value);
}

/** Like `privateKeyFault`, for a key that is encoded in base64, exactly once. */
export function encodedPrivateKeyFault(value: string): string | undefined {
  if (value.trim() === OMITTED) return privateKeyFault(value);
  if (value.includes('-----BEGIN')) return 'the PEM text encoded in base64 (this is the PEM text itself)';
  const decoded = decodeBase64(value);
  if (decoded === undefined) return 'a private key in PEM form, encoded in base64';
  if (!decoded.includes('-----BEGIN') && decodeBase64(decoded)?.includes('-----BEGIN') === true) {
    return 'a private key in PEM form, encoded in base64 once (this one is encoded twice)';
  }
  const fault = privateKeyFault(decoded);
  return fault === undefined ? undefined : `${fault}, encoded in base64`;
}

/** The decoded text, or undefined when the value is not base64. Line breaks are allowed, as encoders make them. */
export function decodeBase64(value: string): string | undefined {
  const compact = value.replace(/[\r\n]+/g, '');
  if (!BASE64.test(compact) || compact.length % 4 !== 0) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

function pemFault(value: string): string | undefined {
  try {
    createPrivateKey({ key: value, format: 'pem' });
    return undefined;
  } catch {
    const encrypted = value.includes('ENCRYPTED');
    return encrypted
      ? 'a private key without a passphrase (this one is encrypted)'
      : 'a private key in PEM form that can be parsed';
  }
}

/**
 * The fault of a key in OpenSSH's own container, which node:crypto does not read: the name of the cipher comes first.
 */
function openSshFault(body: string): string | undefined {
  const broken = 'an OpenSSH private key that can be parsed';
  const compact = body.replace(/\s+/g, '');
  if (!BASE64.test(compact)) return broken;
  const bytes = Buffer.from(compact, 'base64');
  if (bytes.subarray(0, OPENSSH_MAGIC.length).toString('latin1') !== OPENSSH_MAGIC) return broken;
  const fields = new Fields(bytes.subarray(OPENSSH_MAGIC.length));
  const [cipher, derivation] = [fields.text(), fields.text()];
  fields.text();
  const keys = fields.number();
  const [publicKey, secretPart] = [fields.text(), fields.text()];
  if (cipher === undefined || derivation === undefined || !publicKey || !secretPart || keys !== 1) return broken;
  return cipher === 'none' && derivation === 'none'
    ? undefined
    : 'a private key without a passphrase (this one is encrypted)';
}

/** Reads the length-prefixed fields of SSH's wire format. */
class Fields {
  private at = 0;

  public constructor(private readonly bytes: Buffer) {}

  public number(): number | undefined {
    if (this.at + 4 > this.bytes.length) return undefined;
    this.at += 4;
    return this.bytes.readUInt32BE(this.at - 4);
  }

  public text(): string | undefined {
    const length = this.number();
    if (length === undefined || this.at + length > this.bytes.length) return undefined;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at).toString('latin1');
  }
}
