/** The style of lists, accounts and the panels of acts. */
export const LIST_STYLE = `
.items{list-style:none;padding:0;display:grid;gap:.5rem;margin-top:1rem}
.item{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:.75rem 1.1rem;display:grid;grid-template-columns:minmax(0,1fr) 7.5rem 25.5rem;gap:.4rem 1.25rem;align-items:center}
.item h2{font-size:1rem}
.item h2 a{color:inherit;text-decoration:none}
.item h2 a:hover{text-decoration:underline}
.item p{margin-top:.1rem;overflow-wrap:anywhere}
.item .why{font-size:.875rem;color:var(--soft);margin-top:.25rem}
.item .money{text-align:right;font-variant-numeric:tabular-nums}
.item .money b{display:block;font-weight:600}
.item .money span{font-size:.875rem}
.item .money span+span{display:block}
.tel{white-space:nowrap}
.lead+nav{margin-top:.7rem}
.do{display:flex;flex-wrap:wrap;gap:.35rem;justify-content:flex-end;align-items:center}
.do form{margin:0}
.do .second{padding:.3rem .65rem;font-size:.875rem;border-color:var(--line)}
.do .second:hover{border-color:var(--accent)}
.do .more{font-size:.875rem;padding:.3rem .2rem}
.tabs .count{font-variant-numeric:tabular-nums;color:var(--soft)}
.is-late{color:var(--bad)}
.done-none{text-align:center;margin-top:.8rem}
.empty+.card{margin-top:1rem}
.panels{display:grid;gap:.5rem}
.sum{font-size:1.25rem;font-variant-numeric:tabular-nums}
.said{white-space:pre-line;overflow-wrap:anywhere;border-left:3px solid var(--line);padding-left:.75rem;display:inline-block}
.people-list,.plain-list{list-style:none;padding:0;display:grid;gap:.6rem;overflow-wrap:anywhere}
.totals{display:flex;flex-wrap:wrap;gap:.2rem 1.75rem}
.totals dt{color:var(--soft);font-size:.875rem}
.totals dd{font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
.site{margin:1rem 0 .3rem}
.site:first-child{margin-top:0}
.ask{margin:1rem 0 1.2rem;max-width:40rem}
.ask div{display:flex;gap:.5rem;margin-top:.2rem}
.ask input{flex:1;min-width:0}
.columns .card+.card{margin-top:1rem}
.parts{list-style:none;padding:0;display:grid;gap:.2rem;max-width:22rem;font-variant-numeric:tabular-nums}
.parts li{display:flex;justify-content:space-between;gap:1rem}
.at-once{margin-top:.25rem;font-variant-numeric:tabular-nums}
.agreed{display:flex;gap:.5rem 1rem;justify-content:space-between;align-items:center;flex-wrap:wrap}
.agreed form{margin:0}
.agreed .second{padding:.3rem .65rem;font-size:.875rem}
.card h3{margin-top:.8rem}
@media (max-width:900px){
.item{grid-template-columns:minmax(0,1fr) auto}
.item .do{grid-column:1/-1;justify-content:flex-start}
}
@media (max-width:640px){
.item{padding:.75rem .9rem;grid-template-columns:minmax(0,1fr)}
.item .money{text-align:left}
.item .money b{display:inline;margin-right:.5rem}
}
`;
