/** Ports and requests of test servers on this machine. */
import * as http from 'node:http';
import * as https from 'node:https';
import { createServer, type AddressInfo } from 'node:net';

export interface Request {
  /** http or https. */
  readonly url: string;
  /** Default: GET. */
  readonly method?: 'GET' | 'POST';
  readonly agent?: https.Agent;
  /** Certificates to trust, PEM. */
  readonly ca?: Buffer;
  /** A bearer token. */
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: object;
}

export interface Response {
  readonly status: number;
  readonly body: string;
}

/** TCP ports of 127.0.0.1 that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  // All are open at the same time, so that no port is given twice.
  const ports = servers.map(
    (server) =>
      new Promise<number>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      }),
  );
  try {
    return await Promise.all(ports);
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** One request; fails when there is no answer within 30 seconds, whatever the status of an answer is. */
export function request(options: Request): Promise<Response> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  return new Promise((resolve, reject) => {
    const settings: https.RequestOptions = {
      method: options.method ?? 'GET',
      timeout: 30_000,
      agent: options.agent,
      ca: options.ca,
      headers: {
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    };
    const send = options.url.startsWith('https:') ? https.request : http.request;
    const call = send(options.url, settings, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    call.once('timeout', () => call.destroy(new Error(`no answer from ${options.url}`)));
    call.once('error', reject);
    call.end(body);
  });
}
