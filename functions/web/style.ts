/** The style of the pages that are reached by a link. No selector is a name that somebody else could write. */
export const STYLE = `
:root{--ink:#1b2733;--soft:#53616f;--line:#dce2e8;--ground:#f3f5f7;--paper:#fff;--accent:#0a5a6b;--accent-soft:#e3f0f2;--warn:#7a4b00;--warn-soft:#fdf0d8;--bad:#a02218;--bad-soft:#fbe6e3;
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--ground)}
*{box-sizing:border-box}
body{margin:0}
h1,h2,p,dl,dd,ul,fieldset{margin:0}
h1{font-size:1.75rem;line-height:1.2;letter-spacing:-.012em;overflow-wrap:anywhere;text-wrap:balance}
a{color:var(--accent);text-underline-offset:2px}
h2{font-size:1.05rem;line-height:1.3}
:focus-visible{outline:3px solid #d98a00;outline-offset:2px;border-radius:4px}
main:focus,h1:focus{outline:none}
.skip{position:absolute;left:-999px;background:var(--paper);padding:.6rem 1rem;z-index:2;color:var(--accent)}
.skip:focus{left:.5rem;top:.5rem}
.top{background:var(--paper);border-bottom:1px solid var(--line);padding:.7rem 1.5rem}
.top p{max-width:1080px;margin:0 auto;font-weight:650;display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .5rem}
.top .back{margin-left:auto;font-weight:400;font-size:.9rem}
.top span{color:var(--soft);font-weight:400}
main{max-width:1128px;margin:0 auto;padding:1.75rem 1.5rem 4rem}
.head{margin-bottom:1.5rem}
.for{color:var(--soft);margin-bottom:.3rem}
.jump{display:none}
.sum{display:flex;flex-wrap:wrap;align-items:baseline;gap:.15rem .9rem;margin-top:.6rem;color:var(--soft)}
.sum strong{font-size:1.5rem;color:var(--ink);font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(20rem,24rem);gap:1.25rem;align-items:start}
.story{display:grid;gap:1.25rem;min-width:0}
.act{position:sticky;top:1.25rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.15rem 1.3rem;min-width:0}
.card>h2{margin-bottom:.7rem}
.narrow{max-width:640px;margin:1rem auto 0;padding:1.75rem 2rem}
.narrow h1{margin-bottom:.7rem}
.narrow p+p,.act p+p{margin-top:.7rem}
.about{border-left:3px solid var(--line);padding-left:.9rem}
.card>p+.facts{margin-top:.9rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.75rem 1.5rem}
.facts dt,.small,.hint{color:var(--soft);font-size:.875rem}
.facts dd{overflow-wrap:anywhere}
.money{list-style:none;padding:0;margin:1rem 0 0;border-top:1px solid var(--line)}
.money li{display:flex;justify-content:space-between;gap:1rem;padding:.38rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
.money li:last-child{border:0;font-weight:650}
.said{list-style:none;padding:0;display:grid;gap:.65rem}
.said li{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:.1rem 1rem;overflow-wrap:anywhere}
.said time{color:var(--soft);font-size:.875rem;padding-top:.1rem}
.paper{white-space:pre-wrap;overflow-wrap:anywhere;background:#fcfcfb;border:1px solid var(--line);border-radius:6px;padding:1.1rem 1.25rem;margin:.9rem 0 0;font:inherit;font-size:.95rem}
.act .card{border-top:4px solid var(--accent)}
fieldset{border:0;padding:0;min-width:0}
legend{font-weight:650;font-size:1.05rem;padding:0;margin-bottom:.7rem}
.choice{display:grid;grid-template-columns:auto minmax(0,1fr);gap:0 .7rem;border:1px solid var(--line);border-radius:8px;padding:.7rem .85rem;margin-bottom:.55rem;cursor:pointer}
.choice:hover{border-color:#9fb2bf}
.choice input{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--accent)}
.choice b{font-weight:600}
.choice span{grid-column:2;color:var(--soft);font-size:.875rem}
.choice:has(input:checked){border-color:var(--accent);background:var(--accent-soft)}
.choice:has(input:checked) span{color:var(--ink)}
.field{margin-top:.9rem}
.field label{display:block;font-weight:600}
.field input,.field textarea{width:100%;font:inherit;color:inherit;background:#fff;border:1px solid #8795a1;border-radius:6px;padding:.5rem .65rem;margin-top:.25rem}
.field textarea{min-height:5.5rem;resize:vertical}
.field [aria-invalid]{border-color:var(--bad);border-width:2px}
@supports selector(:has(*)){
form:not(:has(#wait:checked)) .for-wait{display:none}
form:not(:has(#reject:checked,#wait:checked)) .for-reason{display:none}
}
button{font:inherit;font-weight:600;color:#fff;background:var(--accent);border:0;border-radius:7px;padding:.75rem 1.1rem;width:100%;margin:1rem 0 .7rem;cursor:pointer}
button:hover,.button:hover{background:#084856}
.button{display:block;text-align:center;text-decoration:none;font-weight:600;color:#fff;background:var(--accent);border-radius:7px;padding:.75rem 1.1rem}
.notice{background:var(--warn-soft);color:#513200;border-radius:8px;padding:.75rem 1rem;margin-bottom:1.25rem}
.wrong{background:var(--bad-soft);color:#7c1a12;border-radius:8px;padding:.75rem .9rem;margin-bottom:.9rem}
.wrong ul{padding-left:1.1rem;margin-top:.2rem}
.hint p+p,.card .hint+.hint{margin-top:.35rem}
@media (max-width:820px){
.narrow{padding:1.1rem}
.jump{display:inline}
.columns{grid-template-columns:minmax(0,1fr)}
.act{position:static}
main{padding:1.25rem 1rem 3rem}
.top{padding:.65rem 1rem}
.card{padding:1rem}
h1{font-size:1.45rem}
.said li{grid-template-columns:minmax(0,1fr)}
}
@media print{.act,.skip{display:none}.columns{display:block}.card{border:0;padding:.5rem 0}}
`;
