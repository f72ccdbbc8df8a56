/** Ports and requests of test servers on this machine. */
import * as http from 'node:http';
import * as https from 'node:https';
import { createServer } from 'node:net';

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

// Below those that the kernel gives to connections, and each worker of jest has its own: between the moment a port is found
// and the moment a program listens on it, nobody else asks for it.
const PORTS_OF_WORKER = 2000;
const FIRST = 12_000 + (Number(process.env.JEST_WORKER_ID ?? 1) % 10) * PORTS_OF_WORKER;
let next = process.pid % PORTS_OF_WORKER;

/** TCP ports of 127.0.0.1 that nobody listens on, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries++) {
    if (tries === PORTS_OF_WORKER) throw new Error(`no ${count} ports are free from ${FIRST}`);
    const port = FIRST + (next++ % PORTS_OF_WORKER);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
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
