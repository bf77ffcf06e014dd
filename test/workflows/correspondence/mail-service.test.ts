import { beforeEach, describe, expect, it } from 'vitest';
import { sendBatch } from '../../../functions/correspondence/send-batch.ts';
import { CertainlyNotSent, ServiceUnavailable, Throttled } from '../../../functions/platform/errors.ts';
import type { MailStanding, OutgoingMail } from '../../../functions/platform/ports.ts';
import { invoiceOf, START, World } from '../../support/world.ts';

/** A sending run and a mail service that has limits, or a bad hour: letters stay planned, and leave once. */

const COUNT = 25;
const ids = Array.from({ length: COUNT }, (_, index) => `c${String(index + 1).padStart(2, '0')}`);
const customers = ids.map((id) => ({
  ...{ id, name: id, segment: 'commercial' },
  contacts: [{ name: 'Bill', email: `bill@${id}.test`, roles: ['billing'] }],
}));

let world: World;
let tries: number;
/** Takes the place of the service's answers. */
let service: { send?: (mail: OutgoingMail) => void; standing?: () => Partial<MailStanding> };

beforeEach(async () => {
  world = await World.make({ start: START, customers });
  for (const id of ids) await world.record(invoiceOf(`i-${id}`, { customerId: id }));
  const { mailer } = world.platform;
  tries = 0;
  service = {};
  world.platform.mailer = {
    send: async (mail) => {
      tries += 1;
      service.send?.(mail);
      return mailer.send(mail);
    },
    standing: async () => ({ ...(await mailer.standing()), ...service.standing?.() }),
  };
});

const heldBack = (): [string, string][] =>
  world.timeline
    .filter(({ what }) => what === 'letters-held-back' || what === 'mail-refused')
    .map(({ at, why }) => [at.slice(5, 16), why.rule]);
const until = (instant: string): void => {
  service.send = () => {
    if (world.clock.now() < Date.parse(instant))
      throw new CertainlyNotSent('Throttling: maximum sending rate exceeded');
  };
};

describe('a service that refuses everything for an hour', () => {
  it('is tried ten times a run, not once a letter; afterwards each letter leaves once, and nobody is bothered', async () => {
    until('2026-03-04T10:00:00Z');
    await world.to('2026-03-04T09:01:00Z');
    expect(tries).toBe(10);
    await world.to('2026-03-04T09:59:00Z');
    expect([tries, world.posted()]).toEqual([40, 0]);
    expect(heldBack()).toEqual(['09:00', '09:15', '09:30', '09:45'].map((at) => [`03-04T${at}`, 'mail-service']));
    await world.to('2026-03-04T10:01:00Z');
    expect(world.sent()).toEqual(ids.map((id) => `2026-03-04 ${id} reminder-1 sent`).sort());
    expect(world.posted()).toBe(COUNT);
    expect(world.items()).toEqual([]);
  });

  it('letters that it refuses for good keep no others at home: the next run begins behind them', async () => {
    service.send = ({ to }) => {
      if (to[0]! < 'bill@c13') throw new CertainlyNotSent('Rejected');
    };
    await world.to('2026-03-04T09:01:00Z');
    expect([tries, world.posted()]).toEqual([10, 0]);
    await world.to('2026-03-04T09:16:00Z');
    expect(world.posted()).toBe(COUNT - 12);
  });

  it('one letter that it refuses among others ends no run', async () => {
    service.send = ({ to }) => {
      if (Number(to[0]!.slice(6, 8)) % 3 === 0) throw new CertainlyNotSent('Rejected');
    };
    await world.to('2026-03-04T09:01:00Z');
    expect(tries).toBe(COUNT);
    expect(world.posted()).toBe(COUNT - 8);
  });
});

describe('a quota', () => {
  it('that is used up ends the run in good order: the rest leaves when there is room again', async () => {
    let room = 10;
    service.standing = () => ({ leftToday: room - world.posted() });
    await world.to('2026-03-04T12:10:00Z');
    expect(world.posted()).toBe(10);
    // Noted, and told, once an hour.
    expect(heldBack()).toEqual([
      ['03-04T09:00', 'mail-quota'],
      ['03-04T10:15', 'mail-quota'],
      ['03-04T11:30', 'mail-quota'],
    ]);
    expect(world.items()).toEqual([]);
    room = 12;
    await world.to('2026-03-04T12:20:00Z');
    expect(world.posted()).toBe(12);
    room = 1_000;
    await world.to('2026-03-04T12:40:00Z');
    expect(world.sent()).toHaveLength(COUNT);
    expect(tries).toBe(COUNT);
  });

  it('counts recipients: a letter to two needs room for two', async () => {
    const contacts = ['a', 'b'].map((name) => ({ name, email: `${name}@c01.test`, roles: ['billing'] }));
    await world.record({ type: 'customer.updated', customer: { ...customers[0]!, contacts } });
    service.standing = () => ({ leftToday: 1 });
    await world.to('2026-03-04T09:01:00Z');
    expect(tries).toBe(0);
  });
});

describe('a service that does not say how it stands', () => {
  it.each([Throttled, ServiceUnavailable])('keeps the run at home without failing it: %o', async (Failure) => {
    service.standing = () => {
      throw new Failure('SES GetSendStatistics: no answer');
    };
    expect(await sendBatch(world.platform, { after: null })).toMatchObject({ sent: 0, more: false });
    await world.to('2026-03-04T09:01:00Z');
    expect([tries, heldBack().at(-1)]).toEqual([0, ['03-04T09:00', 'mail-service']]);
    service = {};
    await world.to('2026-03-04T09:16:00Z');
    expect(world.posted()).toBe(COUNT);
  });

  it('fails the run loudly where it may not be asked at all', async () => {
    service.standing = () => {
      throw new Error('AccessDenied');
    };
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    await expect(sendBatch(world.platform, { after: null })).rejects.toThrow('AccessDenied');
  });
});

describe('what the service counted itself', () => {
  it('stops sending too: nobody told of these bounces here', async () => {
    const counts = [{ from: Date.parse('2026-03-01T00:00:00Z'), attempts: 500, bounces: 20, complaints: 0 }];
    service.standing = () => ({ counts });
    await world.to('2026-03-04T09:16:00Z');
    expect(tries).toBe(0);
    expect(world.items()).toMatchObject([{ itemId: 'sending-stopped', kind: 'task' }]);
    await world.record({ type: 'task.done', taskId: 'sending-stopped', by: 'anna' });
    await world.to('2026-03-04T09:31:00Z');
    expect(world.posted()).toBe(COUNT);
  });

  it('is looked at again every minute of a long run', async () => {
    let asked = 0;
    service.standing = () => {
      asked += 1;
      return asked < 3 ? {} : { counts: [{ from: world.clock.now(), attempts: 100, bounces: 50, complaints: 0 }] };
    };
    // Each message takes ten seconds.
    service.send = () => world.clock.moveTo(world.clock.now() + 10_000);
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    expect(await sendBatch(world.platform, { after: null })).toEqual({ after: null, more: false, sent: 12 });
    expect([asked, world.posted()]).toEqual([3, 12]);
    expect(world.told('letters-held-back').map(({ why }) => why.rule)).toEqual(['too-many-bounces']);
  });
});
