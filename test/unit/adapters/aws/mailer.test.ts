import { createServer, type Server, type Socket } from 'node:net';
import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { SesMailer, sesClient } from '../../../../functions/adapters/aws/mailer.ts';
import { CertainlyNotSent, ServiceUnavailable } from '../../../../functions/platform/errors.ts';
import type { OutgoingMail } from '../../../../functions/platform/ports.ts';
import { VirtualTiming } from '../../../support/virtual-timing.ts';

const client = new SESClient({ region: 'us-east-1' });
const ses = mockClient(client);
const mail: OutgoingMail = {
  from: 'ar@good.test',
  to: ['ann@customers.test'],
  raw: Buffer.from('Subject: hello\r\n\r\n'),
  tags: { letter: 'letter-1', payer: 'c-1' },
  audience: 'customer',
};
const THROTTLED = Object.assign(new Error('Maximum sending rate exceeded for ann@customers.test'), {
  name: 'Throttling',
  $metadata: { httpStatusCode: 400 },
});

let timing: VirtualTiming;
let mailer: SesMailer;
beforeEach(() => {
  ses.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: '0100-1' });
  ses.on(GetSendQuotaCommand).resolves({ MaxSendRate: 10, Max24HourSend: 1_000, SentLast24Hours: 0 });
  timing = new VirtualTiming();
  mailer = new SesMailer(client, 'good-standing-dev', { reader: client, timing });
});

describe('a message', () => {
  it('leaves whole, under the configuration set, with its tags, and to its recipients only', async () => {
    await mailer.send(mail);
    expect(ses.commandCalls(SendRawEmailCommand)[0]!.args[0].input).toEqual({
      Source: 'ar@good.test',
      Destinations: ['ann@customers.test'],
      RawMessage: { Data: mail.raw },
      ConfigurationSetName: 'good-standing-dev',
      Tags: [
        { Name: 'letter', Value: 'letter-1' },
        { Name: 'payer', Value: 'c-1' },
      ],
    });
  });

  it.each([
    ['us-east-1', '0100-1@email.amazonses.com'],
    ['eu-central-1', '0100-1@eu-central-1.amazonses.com'],
  ])('has the id that its reader sees, by which the next letter answers it (%s)', async (region, messageId) => {
    const there = new SESClient({ region });
    mockClient(there).on(SendRawEmailCommand).resolves({ MessageId: '0100-1' });
    expect(await new SesMailer(there, 'good-standing-dev', { reader: client, timing }).send(mail)).toEqual({
      messageId,
    });
  });

  it('that SES throttles is certainly not sent, and not tried again here', async () => {
    ses.on(SendRawEmailCommand).rejects(THROTTLED);
    const error: Error = await mailer.send(mail).then(
      () => expect.unreachable(),
      (raised) => raised,
    );
    expect(error).toBeInstanceOf(CertainlyNotSent);
    expect(error.message).toBe('Mail letter-1: SES did not take it (Throttling); it may go again.');
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
  });

  it('whose answer was lost is open, and not sent a second time', async () => {
    ses.on(SendRawEmailCommand).rejects(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    await expect(mailer.send(mail)).rejects.toThrow(ServiceUnavailable);
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
  });
});

describe('the pace', () => {
  const sendMany = async (count: number, to = mail.to): Promise<void> => {
    for (let number = 0; number < count; number += 1) await mailer.send({ ...mail, to });
  };

  it('is nine tenths of the account’s rate, so that mail to colleagues fits beside', async () => {
    await sendMany(1 + 45);
    expect(timing.now()).toBeCloseTo(5_000, 0);
  });

  it('counts recipients, as SES does', async () => {
    await sendMany(1 + 15, ['ann@customers.test', 'bob@customers.test', 'cas@customers.test']);
    expect(timing.now()).toBeGreaterThan(4_900);
  });

  it('is learnt once in ten minutes', async () => {
    await sendMany(20);
    expect(ses.commandCalls(GetSendQuotaCommand)).toHaveLength(1);
    await timing.pause(600_000);
    await sendMany(1);
    expect(ses.commandCalls(GetSendQuotaCommand)).toHaveLength(2);
  });

  it('is learnt once by all who send at the same time', async () => {
    await Promise.all([mailer.send(mail), mailer.send(mail), mailer.send(mail)]);
    expect(ses.commandCalls(GetSendQuotaCommand)).toHaveLength(1);
  });

  it('is that of the sandbox where the quota cannot be read, and it is asked again after a minute', async () => {
    ses.on(GetSendQuotaCommand).rejectsOnce(THROTTLED).resolves({ MaxSendRate: 10 });
    await sendMany(3);
    expect(timing.now()).toBeGreaterThan(2_000);
    expect(ses.commandCalls(GetSendQuotaCommand)).toHaveLength(1);
    await timing.pause(60_000);
    await sendMany(1);
    expect(ses.commandCalls(GetSendQuotaCommand)).toHaveLength(2);
  });

  it('holds no message longer than its claim allows: it is certainly not sent', async () => {
    ses.on(GetSendQuotaCommand).resolves({ MaxSendRate: 1 });
    const to = Array.from({ length: 30 }, (_, number) => `${number}@customers.test`);
    await expect(mailer.send({ ...mail, to })).rejects.toThrow(CertainlyNotSent);
    expect(ses.commandCalls(SendRawEmailCommand)).toEqual([]);
  });
});

describe('on the wire', () => {
  let server: Server | undefined;
  let connections = 0;
  const listen = (onConnection: (socket: Socket) => void): Promise<string> =>
    new Promise((resolve) => {
      connections = 0;
      server = createServer((socket) => {
        connections += 1;
        socket.on('error', () => undefined);
        onConnection(socket);
      });
      server.listen(0, '127.0.0.1', () => {
        const address = server!.address() as { port: number };
        resolve(`http://127.0.0.1:${address.port}`);
      });
    });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (server === undefined) resolve();
      else server.close(() => resolve());
      server = undefined;
    });
  afterEach(close);

  const mailerTo = (endpoint: string): SesMailer => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const sending = sesClient({ endpoint, region: 'us-east-1', credentials });
    return new SesMailer(sending, 'good-standing-dev', { reader: client, timing });
  };
  const answerOf = (status: string, body: string): string =>
    `HTTP/1.1 ${status}\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const SENT =
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>0100-7</MessageId></SendRawEmailResult></SendRawEmailResponse>';
  const REJECTED =
    '<ErrorResponse><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>no</Message></Error></ErrorResponse>';
  const answering = (text: string) => (socket: Socket) => socket.once('data', () => socket.end(text));

  it('each message has a connection of its own', async () => {
    const to = mailerTo(await listen(answering(answerOf('200 OK', SENT))));
    expect(await to.send(mail)).toEqual({ messageId: '0100-7@email.amazonses.com' });
    await to.send(mail);
    expect(connections).toBe(2);
  });

  it('a server that is not there certainly sent nothing', async () => {
    const endpoint = await listen(() => undefined);
    await close();
    await expect(mailerTo(endpoint).send(mail)).rejects.toThrow(CertainlyNotSent);
  });

  it('a server that is not reached in time certainly sent nothing', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const sending = sesClient({
      endpoint: 'http://mail.test',
      region: 'us-east-1',
      credentials,
      // A name that is never found out.
      requestHandler: { connectionTimeout: 20, httpAgent: { lookup: () => undefined } },
    });
    const to = new SesMailer(sending, 'good-standing-dev', { reader: client, timing });
    await expect(to.send(mail)).rejects.toThrow(CertainlyNotSent);
  });

  test.each([
    ['refuses the message', CertainlyNotSent, answering(answerOf('400 Bad Request', REJECTED))],
    ['breaks down', ServiceUnavailable, answering(answerOf('500 Internal Server Error', ''))],
    ['hangs up on the request', ServiceUnavailable, (socket: Socket) => socket.once('data', () => socket.destroy())],
    ['answers with nonsense', ServiceUnavailable, answering(answerOf('200 OK', '<'))],
  ])('a server that %s', async (_what, error, behaviour) => {
    await expect(mailerTo(await listen(behaviour)).send(mail)).rejects.toThrow(error);
    expect(connections).toBe(1);
  });
});
