import { html } from 'hono/html';
import type { Evidence } from '../escalation/evidence.ts';
import { evidenceFor } from '../escalation/evidence-record.ts';
import { evidenceBody } from './evidence-body.ts';
import { evidenceFile } from './evidence-file.ts';
import { evidenceWords } from './evidence-link.ts';
import { missing, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';

/** What of the evidence is asked for: its page, the document to print or pass on, or its JSON. */
const FORM = /^([A-Za-z0-9_-]{1,64})(\.html|\.json)?$/;

/** A page holds 100 KB: so many characters of the invoice's lines, and of what letters said. The document has them all. */
const MOST_CHARACTERS = 20_000;
/** What a row of a table takes beside its texts. */
const ROW = 150;

/** The first rows, as far as a page holds them. */
const beginningOf = <Row>(rows: readonly Row[], lengthOf: (row: Row) => number): Row[] => {
  let left = MOST_CHARACTERS;
  return rows.filter((row) => {
    left -= lengthOf(row);
    return left >= 0;
  });
};

/** What of the evidence stands on its page. */
const onPage = (evidence: Evidence): { evidence: Evidence; whole: boolean } => {
  const { invoice, letters } = evidence;
  const lines = beginningOf(
    invoice.lines ?? [],
    ({ description, site = '' }) => ROW + description.length + site.length,
  );
  const said = new Set(beginningOf(letters, ({ text = '' }) => text.length));
  return {
    evidence: {
      ...evidence,
      invoice: invoice.lines === undefined ? invoice : { ...invoice, lines },
      letters: letters.map((letter) => {
        if (said.has(letter)) return letter;
        const { text: _left, ...rest } = letter;
        return rest;
      }),
    },
    whole: lines.length === (invoice.lines ?? []).length && said.size === letters.length,
  };
};

/** The evidence of a debt that was handed over, and what a visitor takes along: kept with its customer, two requests to the table a page. */
export const evidencePages = (pages: StaffPages): void => {
  pages.get('/accounts/:customerId/evidence/:file', async (context) => {
    const refused = unlessMay(context, 'see-account');
    if (refused !== undefined) return refused;
    const { customerId, file } = context.req.param();
    const [, invoiceId, form] = FORM.exec(file) ?? [];
    if (invoiceId === undefined) return missing(context);
    const evidence = await evidenceFor(pages.platform.table, customerId, invoiceId);
    if (evidence === undefined) return missing(context);
    const { staff } = context.var;
    const of = { reader: staff.reader, words: evidenceWords(staff.reader, evidence.action) };
    const attached = (content: string, type: string, ending: string): Response =>
      context.body(content, 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="evidence-${invoiceId}${ending}"`,
      });
    if (form === '.json') return attached(`${JSON.stringify(evidence, null, 2)}\n`, 'application/json', form);
    if (form === '.html') return attached(String(await evidenceFile(of, evidence)), 'text/html', form);
    const { words } = of;
    const here = `/accounts/${encodeURIComponent(customerId)}`;
    const shown = onPage(evidence);
    const title = words.title(evidence.invoice.number || invoiceId, evidence.customer.name);
    return staffPage(context, {
      title,
      body: html`<div class="head"><h1>${title}</h1><p class="hint">${words.keptHint}${shown.whole ? '' : ` ${words.cutHint}`}</p>
<p class="acts"><a class="button" href="${here}/evidence/${invoiceId}.html">${words.download}</a> <a class="button second" href="${here}/evidence/${invoiceId}.json">${words.json}</a> <a href="${here}">${words.back}</a></p></div>
${evidenceBody(of, shown.evidence)}`,
    });
  });
};
