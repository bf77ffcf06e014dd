/** The style of pictures, and of the pages with the figures and the policies. */
export const FIGURES_STYLE = `
.chart{display:block;width:100%;height:auto;margin-bottom:.5rem}
.chart text{font-size:13px;fill:var(--soft)}
.chart .name{fill:var(--ink)}
.chart .grid{stroke:var(--line);stroke-width:1}
.chart .line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
.chart .ground{fill:var(--quiet-soft)}
.c1{fill:#0a5a6b;stroke:#0a5a6b}.c2{fill:#c77700;stroke:#c77700}.c3{fill:#6a7886;stroke:#6a7886}.c4{fill:#8c1d18;stroke:#8c1d18}.c5{fill:#e3a7a0;stroke:#e3a7a0}
.age0{fill:#9cc5cd}.age1{fill:#f0cd86}.age2{fill:#e39a48}.age3{fill:#c4562f}.age4{fill:#8a1c17}
.chart rect,.swatch rect{stroke:none}
.chart .pale{opacity:.35}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1rem;list-style:none;padding:0;margin:0 0 .5rem;font-size:.875rem;color:var(--soft)}
.swatch{width:.75rem;height:.75rem;margin-right:.4rem;vertical-align:-.05rem}
.pair+.pair,.pair+.card,.tiles+.pair{margin-top:1rem}
.figures-choices{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.4rem 1rem;margin-bottom:.9rem}
.figures-choices .tabs{margin:0}
.pick{display:flex;gap:.5rem;align-items:center}
.pick label{font-weight:400;color:var(--soft)}
.tiles .facts{grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr))}
.tiles b{display:block;font-size:1.3rem;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
.tiles small{display:block}
.tiles .means{margin-top:.3rem}
.card>header+.small{margin:-.2rem 0 .7rem;max-width:80ch}
.card summary{cursor:pointer;color:var(--accent)}
.card details>table{margin-top:.5rem}
.beside{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);gap:.5rem 2rem;align-items:start}
.beside>:first-child:empty{display:none}
.beside>:first-child:empty+*{grid-column:1/-1}
@media (max-width:900px){.beside{grid-template-columns:minmax(0,1fr)}}
@media (max-width:640px){.chart text{font-size:18px}}
.course,.days{max-width:800px}
.chart .zero{stroke:var(--edge);stroke-dasharray:3 3}
.chart .inside{fill:#fff;font-weight:600}
.step-check-in{fill:#0a5a6b}.step-reminder{fill:#8a5200}.step-task{fill:#53616f}.step-escalation{fill:#8c1d18}
.steps{list-style:none;padding:0;margin-bottom:1rem;counter-reset:step}
.steps li{display:grid;grid-template-columns:1.7rem 14.5rem minmax(0,1fr);padding:.35rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;counter-increment:step}
.steps li::before{content:counter(step);color:var(--soft);font-variant-numeric:tabular-nums}
.steps li:last-child{border-bottom:0}
.steps li>span{color:var(--soft)}
.step{display:grid;grid-template-columns:10rem minmax(0,1fr) 12.5rem;gap:.2rem 1rem;align-items:end;border-bottom:1px solid var(--line);padding:.6rem 0}.step legend{float:left;grid-column:1;align-self:center;margin:0}.step-fields{display:grid;grid-template-columns:5rem repeat(4,minmax(0,1fr));gap:.2rem .8rem;align-items:end}.step-acts{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:.1rem;padding-bottom:.25rem}.only-if{grid-column:1/-1}.only-if>summary{font-size:.875rem}.new-step .only-if{margin-top:.5rem}.only-if>.step-fields{grid-template-columns:repeat(3,minmax(0,1fr))}.hint+.draft-steps{margin-top:.5rem}.step .field{margin:0}:is(.step,.new-step) label{font-weight:400;font-size:.875rem;color:var(--soft)}.new-step{padding:.9rem .95rem}.draft-steps+.panels{margin-top:.9rem}
.draft-lead{margin-bottom:1rem}.draft-limits{margin-top:1rem;padding-top:1rem;border-top:1px solid var(--line)}.json>form{margin-top:.8rem}.json textarea{min-height:22rem;font:13px/1.45 ui-monospace,Menlo,Consolas,monospace}
.answer>h2{font-size:1.25rem;line-height:1.35;max-width:60ch;margin-bottom:.9rem}.answer>table+.small{margin-top:.6rem}.answer details ul{padding-left:1.2rem;margin-top:.3rem}.looked{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .6rem;margin-bottom:.4rem}.unrehearsed{color:var(--warn)}.acts+.again{margin-top:.8rem}.again>:is(form,table,p){margin-top:.7rem}.rehearse-days{max-width:14rem;margin-top:.7rem}.rehearse-move{margin-top:.8rem;max-width:46rem}
.card h3{margin:.4rem 0 .3rem}
@media (max-width:900px){.step{grid-template-columns:minmax(0,1fr)}.step-fields{grid-template-columns:repeat(2,minmax(0,1fr))}.step legend{float:none}.step-acts{justify-content:flex-start}}
@media (max-width:640px){.steps li{grid-template-columns:1.7rem minmax(0,1fr)}.steps li>div{grid-column:2}.course text{font-size:20px}.course .inside{font-size:16px}}
`;
