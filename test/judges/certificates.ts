/** Certificates of a test cluster, made by the real openssl. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { must } from './run';
import { judge } from './shared';

/** A CA in a folder, and what it has signed. */
export class TestCa {
  /** The CA's certificate. */
  public readonly certificate: string;

  private constructor(private readonly folder: string) {
    this.certificate = join(folder, 'ca.crt');
  }

  public static async make(folder: string): Promise<TestCa> {
    mkdirSync(folder, { recursive: true });
    const [key, certificate] = [join(folder, 'ca.key'), join(folder, 'ca.crt')];
    await must(judge('openssl'), [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
      ...['-subj', '/CN=test-ca', '-keyout', key, '-out', certificate],
    ]);
    return new TestCa(folder);
  }

  /**
   * Signs a certificate for servers and clients: NAME.crt and NAME.key in the folder of the CA, or in another one.
   *
   * @param sans for example `IP:127.0.0.1`.
   */
  public async sign(
    name: string,
    sans: readonly string[],
    folder = this.folder,
    usage = 'serverAuth,clientAuth',
  ): Promise<{ cert: string; key: string }> {
    const file = (suffix: string) => join(folder, `${name}.${suffix}`);
    const extensions = file('ext');
    writeFileSync(
      extensions,
      [`extendedKeyUsage=${usage}`, ...(sans.length > 0 ? [`subjectAltName=${sans.join(',')}`] : [])].join('\n'),
    );
    await must(judge('openssl'), [
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`],
      ...['-keyout', file('key'), '-out', file('csr')],
    ]);
    await must(judge('openssl'), [
      ...['x509', '-req', '-in', file('csr'), '-CA', this.certificate, '-CAkey', join(this.folder, 'ca.key')],
      ...['-CAcreateserial', '-days', '1', '-extfile', extensions, '-out', file('crt')],
    ]);
    return { cert: file('crt'), key: file('key') };
  }
}
