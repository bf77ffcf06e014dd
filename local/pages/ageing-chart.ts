import { html } from 'hono/html';
import { type Ageing, BUCKETS, type Bucket, totalOf } from '../../functions/reports/ageing.ts';
import type { Formats } from './formats.ts';
import { address, type Content, type Html, link, table } from './parts.ts';

export const AGES: Readonly<Record<Bucket, string>> = {
  current: 'Not overdue',
  d1to30: '1–30 days',
  d31to60: '31–60 days',
  d61to90: '61–90 days',
  over90: 'Over 90 days',
};
const BAR = { height: 22, gap: 10, width: 560 };

const bars = (ageing: Ageing): Html => {
  const most = Math.max(...BUCKETS.map((bucket) => ageing[bucket]), 1);
  const height = BUCKETS.length * (BAR.height + BAR.gap);
  return html`<svg class="bars" viewBox="0 0 ${BAR.width} ${height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${BUCKETS.map(
    (bucket, index) =>
      html`<rect class="bar ${bucket}" x="0" y="${index * (BAR.height + BAR.gap) + BAR.gap / 2}" width="${Math.max(Math.round((ageing[bucket] / most) * BAR.width), ageing[bucket] > 0 ? 2 : 0)}" height="${BAR.height}" rx="3"/>`,
  )}</svg>`;
};

/** What is open by days after the due date: bars, and the same figures as a table beside them, which leads to the invoices. */
export const ageingChart = (currency: string, ageing: Ageing, formats: Formats): Html => {
  const total = totalOf(ageing);
  const share = (amount: number): string => (total === 0 ? '–' : `${Math.round((amount / total) * 100)} %`);
  const rows: (readonly [Content, number])[] = [
    ...BUCKETS.map(
      (bucket) => [link(address('/invoices', { age: bucket, currency }), AGES[bucket]), ageing[bucket]] as const,
    ),
    ['Together', total],
  ];
  return html`<div class="ageing">${bars(ageing)}${table(
    `Ageing in ${currency}`,
    [
      { head: 'Days overdue', cell: ([text]) => text },
      { head: `Open, ${currency}`, cell: ([, amount]) => formats.money(amount, currency), isNumeric: true },
      { head: 'Share', cell: ([, amount]) => share(amount), isNumeric: true },
    ],
    rows,
    'small',
  )}</div>`;
};
