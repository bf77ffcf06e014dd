import { describe, expect, it } from 'vitest';
import type { Mailer, OutgoingMail } from '../../functions/platform/ports.ts';

/** What every mailer promises. A new one is made for each test, of a service that has sent nothing and has a clock. */
export interface MailerUnderTest {
  mailer: Mailer;
  /** Milliseconds since 1970, by the service's clock. */
  now(): number;
  /** Lets the time pass. */
  pass(milliseconds: number): void;
  /** What the service has taken, in order. */
  taken(): Pick<OutgoingMail, 'from' | 'to' | 'tags' | 'raw'>[];
}

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;

const message = (letter: string, ...to: string[]): OutgoingMail => ({
  from: 'accounts@company.test',
  to,
  raw: new TextEncoder().encode(`Subject: ${letter}\r\n\r\nGrüße`),
  tags: { letter, payer: 'C1' },
  audience: 'customer',
});

export const mailerContract = (name: string, make: () => MailerUnderTest): void => {
  describe(`${name} keeps what a mailer promises`, () => {
    it('a message leaves as it is, to whom it is addressed, with its tags', async () => {
      const { mailer, taken } = make();
      const mail = message('letter-1', 'ap@customer.test', 'boss@customer.test');
      await mailer.send(mail);
      const [only, ...others] = taken();
      expect(others).toEqual([]);
      expect({ ...only, raw: Buffer.from(only!.raw).toString() }).toMatchObject({
        ...{ from: mail.from, to: mail.to, tags: mail.tags, raw: Buffer.from(mail.raw).toString() },
      });
    });

    it('each message has an id of its own', async () => {
      const { mailer } = make();
      const ids = new Set<string>();
      for (const letter of ['letter-1', 'letter-2', 'letter-2'])
        ids.add((await mailer.send(message(letter, 'a@customer.test'))).messageId);
      expect(ids.size).toBe(3);
      expect(ids.has('')).toBe(false);
    });

    it('a service that has sent nothing has nothing to tell, and room', async () => {
      const { mailer } = make();
      const { leftToday, counts } = await mailer.standing();
      expect(leftToday).toBeGreaterThan(0);
      expect(counts.filter(({ attempts, bounces, complaints }) => attempts + bounces + complaints > 0)).toEqual([]);
    });

    it('counts recipients, by the quarter of an hour in which their message left', async () => {
      const { mailer, now, pass } = make();
      const first = now();
      await mailer.send(message('letter-1', 'a@customer.test', 'b@customer.test'));
      await mailer.send(message('letter-2', 'c@customer.test'));
      pass(2 * QUARTER);
      const second = now();
      await mailer.send(message('letter-3', 'd@customer.test'));
      const { counts } = await mailer.standing();
      const around = (instant: number): number =>
        counts.reduce(
          (sum, { from, attempts }) => sum + (from <= instant && instant < from + QUARTER ? attempts : 0),
          0,
        );
      expect([around(first), around(second)]).toEqual([3, 1]);
      expect(counts.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(4);
    });

    it('tells of two weeks, no longer', async () => {
      const { mailer, pass } = make();
      await mailer.send(message('letter-1', 'a@customer.test'));
      const attempts = async (): Promise<number> =>
        (await mailer.standing()).counts.reduce((sum, count) => sum + count.attempts, 0);
      pass(13 * DAY);
      expect(await attempts()).toBe(1);
      pass(DAY + QUARTER);
      expect(await attempts()).toBe(0);
    });
  });
};
