import { html } from 'hono/html';
import type { Drawn } from '../server/definitions.ts';
import { BOX, type PlacedState, pictureOf } from './graph-layout.ts';
import type { Html } from './parts.ts';

/** What an execution did with the states of its definition. */
export interface Passage {
  /** How often each state was entered. */
  entered: ReadonlyMap<string, number>;
  /** Pairs `from→to` that were taken. */
  taken: ReadonlySet<string>;
  present: string | undefined;
  failed: string | undefined;
}

const NO_PASSAGE: Passage = { entered: new Map(), taken: new Set(), present: undefined, failed: undefined };
const LETTERS_IN_LINE = 22;

/** A name in at most two lines. */
const lines = (name: string): string[] => {
  if (name.length <= LETTERS_IN_LINE) return [name];
  const cut = name.lastIndexOf(' ', LETTERS_IN_LINE);
  return cut < 0 ? [name] : [name.slice(0, cut), name.slice(cut + 1)];
};

const markOf = ({ name }: PlacedState, { entered, present, failed }: Passage): string =>
  name === failed ? 'failed' : name === present ? 'present' : entered.has(name) ? 'passed' : 'open';

const box = (state: PlacedState, passage: Passage): Html => {
  const mark = markOf(state, passage);
  const text = lines(state.name);
  const times = passage.entered.get(state.name) ?? 0;
  const middle = state.y + BOX.height / 2;
  return html`<g class="state ${mark} ${state.type.toLowerCase()}"><title>${state.name}${state.comment === undefined ? '' : `: ${state.comment}`}</title>
<rect x="${state.x}" y="${state.y}" width="${BOX.width}" height="${BOX.height}" rx="${state.type === 'Choice' ? 22 : 6}"/>
${text.map((line, index) => html`<text x="${state.x + BOX.width / 2}" y="${middle + 4 + (index - (text.length - 1) / 2) * 15}">${line}</text>`)}
${times > 1 ? html`<text class="times" x="${state.x + BOX.width - 4}" y="${state.y - 4}">${times}×</text>` : ''}</g>`;
};

/** The picture of a definition; with a passage, what was passed and where the execution is are marked. */
export const graph = (drawn: Drawn, label: string, passage: Passage = NO_PASSAGE): Html => {
  const { width, height, states, arrows } = pictureOf(drawn);
  const isTaken = ({ from, to }: { from: string; to: string }): boolean => passage.taken.has(`${from}→${to}`);
  const ordered = [...arrows].sort((a, b) => Number(isTaken(a)) - Number(isTaken(b)));
  return html`<div class="graph" role="region" aria-label="${label}" tabindex="0"><svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>
<marker id="head-taken" class="taken" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
${ordered.map((arrow) => html`<path class="arrow${isTaken(arrow) ? ' taken' : ''}" d="${arrow.path}" marker-end="url(#${isTaken(arrow) ? 'head-taken' : 'head'})"/>`)}
${states.map((state) => box(state, passage))}
</svg></div>`;
};
