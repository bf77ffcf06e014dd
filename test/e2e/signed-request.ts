import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import { REGION } from './emulator.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** SHA-256 as the signer wants it. */
class Sha256 {
  readonly #hash;

  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array);
  }

  update(piece: string | Uint8Array): void {
    this.#hash.update(piece);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {}
}

/**
 * One request to a host that this machine answers for: the name of an API is no name that every resolver knows, so it
 * goes to 127.0.0.1 and carries the host in its head.
 */
export const ask = (host: string, port: number, path: string, asked: Asked = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = asked;
    const call = request({ host: '127.0.0.1', port, path, method, headers: { ...headers, host } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    call.once('error', reject);
    call.end(body);
  });

/** The same, signed (Signature Version 4) with the keys of the account's owner. */
export const askSigned = async (
  service: string,
  host: string,
  port: number,
  path: string,
  asked: Asked = {},
): Promise<Answer> => {
  const signer = new SignatureV4({
    service,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    sha256: Sha256 as never,
  });
  const { method = 'GET', headers = {}, body } = asked;
  const signed = (await signer.sign({
    protocol: 'http:',
    hostname: host.split(':')[0]!,
    port,
    method,
    path,
    headers: { ...headers, host },
    ...(body === undefined ? {} : { body }),
  } as never)) as unknown as { headers: Record<string, string> };
  return ask(host, port, path, { method, headers: signed.headers, ...(body === undefined ? {} : { body }) });
};
