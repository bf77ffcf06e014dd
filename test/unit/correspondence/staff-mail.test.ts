import { describe, expect, it } from 'vitest';
import {
  buildStaffMessage,
  renderStaffMail,
  type StaffMailModel,
} from '../../../functions/correspondence/staff-mail.ts';
import { oneBlank, options, seen } from './sample-letter.ts';

const request = (fields: Partial<StaffMailModel> = {}): StaffMailModel => ({
  kind: 'approval-request',
  language: 'en',
  locale: 'en-US',
  company: 'Harbor Alarm',
  sender: { name: 'Good Standing', email: 'accounts@harbor.example' },
  to: [{ name: 'Mo Field', email: 'mo@harbor.example' }],
  title: 'Final notice',
  customer: { id: 'acme', name: 'Acme Logistics' },
  invoice: { id: 'inv-123', number: '00123' },
  amount: 185_000,
  currency: 'USD',
  action: 'final-notice',
  whatHappens: 'If you approve, the notice leaves tomorrow at 09:00.',
  why: '31 days overdue after three reminders.',
  answerBy: '2026-04-08',
  link: 'https://app.example/approvals/1',
  ...fields,
});

describe('mail to colleagues', () => {
  it('asks an approver for a decision with everything that it takes, in both forms', () => {
    const { subject, text, html } = renderStaffMail(request());
    expect(subject).toBe('Your decision, please: Final notice – Acme Logistics');
    for (const said of [text, seen(html)])
      for (const fact of [
        ...['Acme Logistics (acme)', '00123', '$1,850.00', 'Final notice', 'If you approve', 'April 8, 2026'],
        ...['31 days overdue', 'Opening a link decides nothing.'],
      ])
        expect(oneBlank(said)).toContain(fact);
    expect(text).toContain('https://app.example/approvals/1');
    expect(html).toContain('href="https://app.example/approvals/1"');
  });

  it('tells a manager in German of a passed deadline, without what is not known', () => {
    const { kind, language, locale } = { kind: 'deadline', language: 'de', locale: 'de-DE' } as const;
    const { amount: _, action: __, link: ___, invoice: ____, ...rest } = request({ kind, language, locale });
    const { subject, text } = renderStaffMail(rest);
    expect(subject).toBe('Frist abgelaufen: Final notice – Acme Logistics');
    expect(text).toContain('Frist: 8. April 2026');
    expect(text).not.toMatch(/Rechnung:|Betrag:|Maßnahme:|https:/);
  });

  it('names an action by its own word where it is none that is shipped', () => {
    expect(renderStaffMail(request({ action: 'phone-tree' })).text).toContain('Action: phone-tree');
  });

  it('shows what others wrote as text', () => {
    const { html, subject } = renderStaffMail(
      request({ customer: { id: 'acme', name: '<script>\r\nBcc: x' }, title: '<img src=x>' }),
    );
    expect(html).not.toMatch(/<script|<img/);
    expect(subject).toBe('Your decision, please: <img src=x> – <script> Bcc: x');
  });

  it('is a message of its own kind, the same to the byte every time', async () => {
    const model = request();
    const build = () => buildStaffMessage(model, renderStaffMail(model), options, { approval: 'a-1' });
    const mail = await build();
    expect(mail.audience).toBe('staff');
    expect(mail.tags).toEqual({ approval: 'a-1' });
    expect(mail.to).toEqual(['mo@harbor.example']);
    expect(mail.raw).toEqual((await build()).raw);
    expect(Buffer.from(mail.raw).toString()).not.toContain('X-Good-Standing-Letter');
  });
});
