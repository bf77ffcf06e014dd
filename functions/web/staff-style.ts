import { createHash } from 'node:crypto';
import { FIGURES_STYLE } from './figures-style.ts';
import { LIST_STYLE } from './list-style.ts';

/** The style of the pages for colleagues, in one file. Class names are of the things that pages consist of. */
const BASE = `
:root{color-scheme:light;--ink:#1b2733;--soft:#53616f;--line:#dce2e8;--edge:#8592a0;--ground:#f4f6f8;--paper:#fff;--accent:#0a5a6b;--accent-deep:#074754;--accent-soft:#e3f0f2;--good:#1f6b3a;--good-soft:#e4f3e8;--warn:#7a4b00;--warn-soft:#fdf0d8;--bad:#a02218;--bad-soft:#fbe6e3;--quiet-soft:#eaedf1;
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--ground)}
*{box-sizing:border-box}
body{margin:0}
h1,h2,h3,p,dl,dd,ul,ol,fieldset,figure{margin:0}
h1{font-size:1.6rem;line-height:1.2;letter-spacing:-.012em;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:1.08rem;line-height:1.3}
h3{font-size:1rem;line-height:1.3}
p+p,p+ul,ul+p{margin-top:.5rem}
a{color:var(--accent);text-underline-offset:2px;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid #d98a00;outline-offset:2px;border-radius:4px}
main:focus,h1:focus{outline:none}
main{scroll-margin-top:14rem}
small,.small,.hint{color:var(--soft);font-size:.875rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px;background:var(--paper);padding:.6rem 1rem;z-index:2}
.skip:focus{left:.5rem;top:.5rem}
`;

const FRAME = `
.top{background:var(--paper);border-bottom:1px solid var(--line)}
.bar{display:grid;grid-template-columns:auto minmax(10rem,22rem) auto;align-items:center;gap:.4rem 1.25rem;max-width:1228px;margin:0 auto;padding:.6rem 1.5rem 0}
.brand{font-weight:650}
.brand a{color:inherit;text-decoration:none}
.who{display:flex;align-items:center;gap:.75rem;justify-content:flex-end;font-size:.9rem}
.who b{font-weight:600}
.find{display:flex;gap:.4rem;justify-self:end;width:100%}
.find input{flex:1;min-width:0;padding:.3rem .6rem;font-size:.9rem}
.find button{font-size:.9rem;padding:.3rem .7rem}
.top nav ul{display:flex;flex-wrap:wrap;gap:.1rem;list-style:none;max-width:1228px;margin:0 auto;padding:.15rem .85rem 0}
.top nav a{display:block;padding:.45rem .65rem .5rem;color:var(--soft);text-decoration:none;border-bottom:3px solid transparent}
.top nav a:hover{color:var(--ink);border-color:var(--line)}
.top nav a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--accent)}
.top nav .apart{margin-left:auto}
main{max-width:1228px;margin:0 auto;padding:1.5rem 1.5rem 4rem}
.plain main{max-width:688px}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.3rem 1.5rem;margin-bottom:1.1rem}
.head>*{min-width:0}
.lead{color:var(--soft);max-width:72ch}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:1rem 1.2rem;min-width:0}
.card+.card,.told+.card,.wrong+.card,.empty+.card,.card+.empty{margin-top:1rem}
.card>h2,.card>header{margin-bottom:.6rem}
.card>header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:.25rem 1rem}
.plain .card{padding:1.75rem 2rem}
.card>h1{margin-bottom:.6rem}
.plain .card h1{margin-bottom:.7rem}
.plain .bar{padding-bottom:.6rem}
.plain .card form,.plain .card .go{margin-top:1.2rem}
.columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(18rem,24rem);gap:1rem;align-items:start}
.account{grid-template-rows:auto 1fr}
.account>:nth-child(2){grid-column:2;grid-row:1/3}
.groups .stacks{table-layout:fixed}
.groups th:first-child{width:21%}
.groups th:nth-child(2){width:23%}
.groups th:nth-child(3){width:17%}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem;align-items:start}
.pair>.card+.card,.columns>*+*{margin-top:0}
`;

const PARTS = `
table{width:100%;border-collapse:collapse}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.35rem}
th{text-align:left;font-weight:500;font-size:.875rem;color:var(--soft);padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:bottom}
td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tbody tr:last-child td{border-bottom:0}
th:last-child,td:last-child{padding-right:0}
tbody tr:hover td{background:#fafbfc}
tfoot td{font-weight:600;border-top:1px solid var(--line);border-bottom:0}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.badge{display:inline-block;padding:.05em .55em;border-radius:10px;font-size:.82rem;font-weight:500;background:var(--quiet-soft);color:var(--ink);white-space:nowrap}
.badge.good{background:var(--good-soft);color:var(--good)}
.badge.warn{background:var(--warn-soft);color:var(--warn)}
.badge.bad{background:var(--bad-soft);color:var(--bad)}
.badge.accent{background:var(--accent-soft);color:var(--accent)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.6rem 1.5rem}
.facts dt{color:var(--soft);font-size:.875rem}
.facts dd{overflow-wrap:anywhere}
.empty{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:2.4rem 1.5rem;text-align:center}
.empty p{color:var(--soft);max-width:56ch;margin:.4rem auto 0}
.card .empty{border:0;padding:1rem 0}
.told{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.4rem 1rem;background:var(--good-soft);color:#14532a;border-radius:8px;padding:.6rem 1rem;margin-bottom:1rem}
.told form{margin:0}
.notice{background:var(--warn-soft);color:#513200;border-radius:8px;padding:.6rem 1rem;margin-bottom:1rem}
.wrong{background:var(--bad-soft);color:#7c1a12;border-radius:8px;padding:.6rem 1rem;margin-bottom:1rem}
.wrong ul{padding-left:1.1rem;margin-top:.2rem}
.tabs{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none;padding:0;margin-bottom:.9rem}
.lead+nav>.tabs{margin-top:.6rem}
.tabs a{display:block;padding:.25rem .75rem;border:1px solid var(--line);border-radius:15px;background:var(--paper);color:var(--ink);text-decoration:none;font-size:.9rem}
.tabs a:hover{border-color:var(--accent)}
.tabs a[aria-current]{background:var(--accent);border-color:var(--accent);color:#fff}
.pager{display:flex;gap:1.5rem;justify-content:center;padding-top:.9rem}
.timeline{list-style:none;padding:0}
.timeline li{display:grid;grid-template-columns:12.75rem minmax(0,1fr);gap:.1rem 1rem;padding:.5rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.timeline li:last-child{border-bottom:0}
.timeline time{color:var(--soft);font-variant-numeric:tabular-nums}
`;

const FORMS = `
fieldset{border:0;padding:0;min-width:0}
legend{font-weight:650;padding:0;margin-bottom:.4rem}
label{display:block;font-weight:550}
input,select,textarea,button{font:inherit;color:inherit}
input,select,textarea{background:var(--paper);border:1px solid var(--edge);border-radius:6px;padding:.42rem .6rem;max-width:100%}
input[type=checkbox],input[type=radio]{width:1.1rem;height:1.1rem;accent-color:var(--accent);vertical-align:-.15rem}
.field{margin-top:.8rem}
.field:first-child{margin-top:0}
.field>input:not([type=checkbox],[type=radio]),.field>select,.field>textarea{width:100%;margin-top:.2rem}
.field>textarea{min-height:5rem;resize:vertical}
.field [aria-invalid]{border-color:var(--bad);border-width:2px}
.field>.hint{margin-top:.35rem}
.field .error{color:var(--bad);font-size:.9rem;margin-top:.2rem}
.fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.8rem}
.hint+.fields{margin-top:.8rem}
.fields .field{margin-top:0}
button,.button{display:inline-block;border:1px solid var(--accent);border-radius:6px;background:var(--accent);color:#fff;padding:.45rem .95rem;font-weight:550;text-decoration:none;cursor:pointer;line-height:1.4}
button:hover,.button:hover{background:var(--accent-deep)}
button.second,.button.second{background:var(--paper);color:var(--accent)}
button.second:hover,.button.second:hover{background:var(--accent-soft)}
button.danger{background:var(--bad);border-color:var(--bad)}
button.quiet{background:none;border-color:transparent;color:var(--accent);padding:.2rem .4rem;text-decoration:underline;text-underline-offset:2px}
button.quiet:hover{background:var(--accent-soft)}
.acts{display:flex;flex-wrap:wrap;gap:.4rem .5rem;align-items:center;margin-top:.8rem}
.acts form{margin:0}
details.act{border:1px solid var(--line);border-radius:8px;background:var(--paper)}
details.act>summary{cursor:pointer;padding:.45rem .95rem;font-weight:550;color:var(--accent)}
details.act[open]>summary{border-bottom:1px solid var(--line)}
details.act>form{padding:.9rem .95rem}
details.act>form+form{padding-top:0}
.choice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .7rem;border:1px solid var(--line);border-radius:8px;padding:.6rem .85rem;margin-bottom:.5rem;cursor:pointer;font-weight:400}
.choice:hover{border-color:var(--edge)}
.choice b{font-weight:600}
.choice span{grid-column:2;color:var(--soft);font-size:.875rem}
.choice:has(input:checked){border-color:var(--accent);background:var(--accent-soft)}
.people{display:grid;gap:.45rem}
.people button{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;text-align:left;border-color:var(--line);color:var(--ink);font-weight:400;padding:.55rem .9rem}
.people button:hover{border-color:var(--accent)}
.people b{font-weight:600;color:var(--accent)}
.people span{color:var(--soft);font-size:.9rem}
`;

const NARROW = `
@media (max-width:900px){
.columns,.pair{grid-template-columns:minmax(0,1fr)}
.account>:nth-child(2){grid-column:1;grid-row:auto}
.bar{grid-template-columns:minmax(0,1fr) auto}
.find{grid-column:1/-1;grid-row:2;justify-self:stretch}
}
@media (max-width:640px){
main{padding:1rem 1rem 3rem}
.bar{padding:.55rem 1rem 0}
.top nav ul{padding:.1rem .4rem 0}
.top nav ul{gap:0}
.top nav a{padding:.3rem .55rem .4rem;font-size:.92rem;border-bottom-width:2px}
.top nav .apart{margin-left:0}
.who{gap:.35rem;font-size:.87rem;white-space:nowrap}
h1{font-size:1.4rem}
.card{padding:.85rem .95rem}
.plain .card{padding:1.1rem}
.people button{display:grid}
.timeline li{grid-template-columns:minmax(0,1fr)}
table.stacks thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stacks,table.stacks :is(tbody,tr,td){display:block}
table.stacks tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
table.stacks tr:last-child{border-bottom:0}
table.stacks td{display:grid;grid-template-columns:7.2rem minmax(0,1fr);gap:.1rem .6rem;padding:.12rem 0;border:0}
table.stacks td::before{content:attr(data-label);color:var(--soft);font-size:.875rem}
table.stacks td>*{grid-column:2;justify-self:start}
table.stacks .number{text-align:left;white-space:normal}
}
@media print{.top,.acts,form,.skip{display:none}main{padding:0}.card{border:0;padding:.5rem 0}}
`;

export const STAFF_STYLE = [BASE, FRAME, PARTS, FORMS, LIST_STYLE, NARROW, FIGURES_STYLE].join('');

/** The address of the style. It names what it holds, so that a browser may keep it for good. */
export const STAFF_STYLE_PATH = `/style-${createHash('sha256').update(STAFF_STYLE).digest('base64url').slice(0, 16)}.css`;
