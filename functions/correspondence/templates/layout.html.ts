import type { Language, LetterWording } from './wording.ts';

/**
 * One table layout for every letter: tables, inline styles and `bgcolor` for Outlook, 600 pixels wide and narrower on
 * a telephone, no images, nothing that reports back. Style blocks only refine (dark mode): mail programs may drop them.
 */

/** The attribute that names a row's invoice; the finished message is checked by it. */
export const HTML_REFERENCE = 'data-invoice="';

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";

const STYLES = `<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}
table{border-spacing:0}
@media (prefers-color-scheme:dark){
.page{background:#14181d!important}
.card{background:#1e242b!important}
.box{background:#262e37!important}
.ink{color:#eef2f5!important}
.soft{color:#a9b5c0!important}
.rule{border-color:#3a4550!important}
.link{color:#8fc7ee!important}
}
@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}}
</style>
<!--[if mso]><style>td,p,a,span,h1{font-family:Arial,sans-serif!important}</style><![endif]-->`;

const NAMES = /\{\{(names|payer|company|person|value)\}\}/g;
/** Names may run from right to left; isolated, they leave the sentence around them in order. */
export const isolated = (words: string): string => words.replace(NAMES, '<bdi>{{$1}}</bdi>');

const paragraph = (words: string): string => `<p style="margin:0 0 16px">${isolated(words)}</p>`;

/** What stands in the mailbox beside the subject, followed by nothing that shows, so that no other text joins it. */
const preheader = (words: string): string =>
  `<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${words}${'&#847; '.repeat(40)}</div>`;

/** A button that Outlook shows, too; `link` is the field of the view that holds its address. */
export const button = (
  words: string,
  link: string,
): string => `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 8px"><tr>
<td bgcolor="#1d5c8c" style="border-radius:6px;background:#1d5c8c;padding:13px 24px"><a href="{{${link}}}" style="color:#ffffff;font-weight:600;text-decoration:none;display:inline-block">${words}</a></td>
</tr></table>`;

const TABLE = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const CELL = 'padding:14px 0;border-top:1px solid #dfe5ea;vertical-align:top';
const SOFT = 'class="soft" style="color:#5b6874;font-size:14px;line-height:21px"';
const SOFT_CELL =
  'class="soft" style="padding:0 0 14px;color:#5b6874;font-size:14px;line-height:21px;vertical-align:top"';

/** The document around a message: header, card, and a footer of quiet lines. Words are Handlebars source. */
export const htmlPage = (parts: { lead: string; title: string; body: string; footer: string }): string =>
  `<!DOCTYPE html>
<html lang="{{lang}}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no">
<title>{{subject}}</title>
${STYLES}
</head>
<body class="page" bgcolor="#eef1f4" style="margin:0;padding:0;background:#eef1f4">
${preheader(parts.lead)}
${TABLE} bgcolor="#eef1f4" class="page" style="background:#eef1f4"><tr><td align="center" style="padding:24px 8px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
${TABLE} style="max-width:600px;${FONT};font-size:16px;line-height:25px;color:#1f2a35;text-align:left">
<tr><td class="pad ink" style="padding:4px 36px 14px;font-size:15px;font-weight:600;color:#1f2a35;word-break:break-word"><bdi>{{company}}</bdi></td></tr>
<tr><td class="card pad ink" bgcolor="#ffffff" style="background:#ffffff;border-top:4px solid #1d5c8c;border-radius:6px;padding:32px 36px 28px;color:#1f2a35;word-break:break-word">
<h1 style="margin:0 0 20px;font-size:24px;line-height:31px;font-weight:600">${parts.title}</h1>
${parts.body}
</td></tr>
<tr><td class="pad soft" style="padding:16px 36px 8px;font-size:13px;line-height:20px;color:#5b6874;word-break:break-word">${parts.footer}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`.replaceAll('\n', '\r\n');

const issueBox = (language: Language, letter: LetterWording): string => `{{#if hasIssue}}
${TABLE} bgcolor="#f3f6f9" class="box" style="background:#f3f6f9;border-radius:6px;margin:4px 0 20px"><tr><td class="ink" style="padding:18px 20px 8px">
<p style="margin:0 0 10px;font-weight:600">${letter.report ?? language.issue.title}</p>
{{#each issue}}
<p style="margin:0 0 10px"><span ${SOFT}>{{label}}:</span> <bdi>{{value}}</bdi></p>
{{/each}}
</td></tr></table>
{{/if}}`;

const invoices = (language: Language, letter: LetterWording): string => `{{#if hasLines}}
<p style="margin:8px 0 10px;font-weight:600">${letter.list}</p>
${TABLE} style="margin:0 0 20px">
{{#each rows}}
<tr ${HTML_REFERENCE}{{id}}"><td class="rule ink" style="${CELL};padding:14px 16px 2px 0"><b>${language.line.invoice} <bdi>{{number}}</bdi></b></td>
<td class="rule ink" align="right" style="${CELL};padding:14px 0 2px;white-space:nowrap">{{amount}}</td></tr>
<tr><td colspan="2" ${SOFT_CELL}>{{#each details}}{{this}}<br>{{/each}}{{#if review}}<span class="ink" style="color:#1f2a35">{{review}}</span><br>{{/if}}{{#if showsReference}}Ref. {{id}}{{/if}}</td></tr>
{{/each}}
<tr><td class="rule ink" style="${CELL};border-top:2px solid #1d5c8c;padding-right:16px"><b>${letter.total}</b></td>
<td class="rule ink" align="right" style="${CELL};border-top:2px solid #1d5c8c;white-space:nowrap;font-size:18px"><b>{{total}}</b></td></tr>
</table>
{{#if hasMore}}
${paragraph(language.more)}
{{/if}}
{{#if hasStatement}}
${paragraph(language.statement)}
{{/if}}
{{/if}}`;

const contact = (language: Language): string => `<p style="margin:24px 0 16px">${language.farewell}</p>
${TABLE} bgcolor="#f3f6f9" class="box" style="background:#f3f6f9;border-radius:6px"><tr><td class="ink" style="padding:16px 20px">
<b><bdi>{{person}}</bdi></b><br><span ${SOFT}>${isolated(language.responsible)}</span>{{#if phone}}<br>
${language.phone}: <a class="link" href="tel:{{dial}}" style="color:#1d5c8c">{{phone}}</a>{{/if}}<br>
${language.email}: <a class="link" href="mailto:{{email}}" style="color:#1d5c8c">{{email}}</a>
</td></tr></table>`;

/** The Handlebars source of the HTML form of a letter. */
export const htmlLayout = (language: Language, letter: LetterWording): string =>
  htmlPage({
    lead: letter.preheader,
    title: letter.title,
    body: [
      paragraph(language.greeting),
      ...letter.opening.map(paragraph),
      issueBox(language, letter),
      invoices(language, letter),
      ...letter.closing.map(paragraph),
      `{{#if answerUrl}}\n${button(letter.answer, 'answerUrl')}\n<p style="margin:0 0 16px"><span ${SOFT}>${language.orAnswerHere}</span></p>\n{{/if}}`,
      contact(language),
    ].join('\n'),
    footer: isolated(language.reference),
  });
