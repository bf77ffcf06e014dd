import type { PolicyChangeWords } from './policy-change-en.ts';

const count = (of: number, one: string, many: string): string => `${of} ${of === 1 ? one : many}`;
const days = (of: number): string => count(of, 'Tag', 'Tage');
const inDays = (of: number): string => count(of, 'Tag', 'Tagen');
const customers = (of: number): string => count(of, 'Kunde', 'Kunden');
const letters = (of: number): string => count(of, 'Brief', 'Briefe');
const cases = (of: number): string => count(of, 'laufender Fall', 'laufende Fälle');

/** Die Wörter der Proben und des Umstellens laufender Fälle auf Deutsch. */
export const policyChangeGerman: PolicyChangeWords = {
  title: (id) => `Probe von ${id}`,
  toDraft: 'Der Entwurf',
  toPolicy: 'Die Regel',
  lead: 'Was der Entwurf täte, durchgespielt auf den Büchern, wie sie zu Beginn der Probe sind. Niemand wird angeschrieben, und nichts ändert sich.',
  rehearse: {
    title: 'Diesen Entwurf proben',
    why: 'Sehen, wer angeschrieben würde, bevor es jemand wird.',
    again: 'Noch einmal proben',
    days: 'Für wie lange',
    daysOf: days,
    move: 'Als würden auch die laufenden Fälle auf den Entwurf umgestellt',
    moveHint: 'Sonst folgen ihm nur Fälle, die ab jetzt beginnen, wie nach dem Inkraftsetzen.',
    button: 'Proben',
    see: 'Die Probe ansehen',
  },
  none: {
    title: 'Dieser Entwurf wurde noch nicht geprobt',
    text: 'Eine Probe sagt, wer angeschrieben würde, wie oft, und was es kostet.',
    noDraft: 'Es gibt keinen Entwurf zum Proben: zuerst etwas ändern.',
  },
  running: {
    rehearse: 'Die Probe läuft',
    preview: 'Die laufenden Fälle werden angesehen',
    move: 'Die Fälle werden umgestellt',
    asked: (by, at) => `Gewünscht von ${by}, ${at}.`,
    askedDays: (by, at, of) => `Gewünscht von ${by}, ${at}, für ${days(of)}.`,
    soFar: (people, invoices) =>
      `Bisher angesehen: ${customers(people)}, ${count(invoices, 'Rechnung', 'Rechnungen')}.`,
    moved: (of) => `Bisher umgestellt: ${of}.`,
    waits: 'Diese Seite sieht von selbst wieder nach. Man kann sie verlassen und wiederkommen.',
    look: 'Jetzt nachsehen',
    cancel: 'Anhalten',
  },
  stopped: {
    title: 'Unterwegs stehen geblieben',
    text: (at) => `Seit ${at} kam nichts mehr. Noch einmal beginnen; nichts geschieht zweimal.`,
  },
  ended: {
    cancelled: { title: 'Angehalten', text: 'Jemand hat sie vor dem Ende angehalten.' },
    overtaken: { title: 'Überholt', text: 'Der Entwurf oder die Regel hat sich vor dem Ende geändert.' },
    failed: {
      title: 'Unterwegs gescheitert',
      text: 'Das liegt nicht an Ihnen, und nichts ist verloren. Noch einmal beginnen; scheitert es wieder, dem Betrieb Bescheid geben.',
    },
    moved: (of) => `Bis dahin umgestellt: ${cases(of)}. Sie bleiben es.`,
  },
  stale: {
    draft: 'Der Entwurf wurde seit dieser Probe geändert. Was hier steht, gilt für den Entwurf, wie er war.',
    gone: 'Den geprobten Entwurf gibt es nicht mehr: er ist in Kraft gesetzt oder weggeworfen.',
    active: 'Seither wurde eine andere Fassung in Kraft gesetzt: was hier steht, vergleicht mit der davor.',
    toDraft: 'Den Entwurf ansehen, wie er jetzt ist',
  },
  publishing: {
    title: 'In Kraft setzen',
    none: 'Er wurde nicht geprobt.',
    running: 'Seine Probe läuft noch.',
    stale: 'Er wurde geändert, seit er geprobt wurde.',
    fresh: (at) => `Er wurde so geprobt, wie er ist, ${at}.`,
    old: (at) => `Er wurde so geprobt, wie er ist, ${at}; seither gingen die Bücher weiter.`,
    notMoved:
      'In der Probe waren auch die laufenden Fälle umgestellt; das Inkraftsetzen stellt sie nicht um: das kommt danach.',
  },
  answer: (of) => {
    const draft = of.moved ? 'Mit diesem Entwurf, auch für laufende Fälle,' : 'Mit diesem Entwurf';
    const newly = of.newly === 0 ? 'niemand neu angeschrieben' : `${customers(of.newly)} neu angeschrieben`;
    const noLonger = of.noLonger === 0 ? 'niemand fällt weg' : `${of.noLonger} nicht mehr`;
    const people =
      of.newly === 0 && of.noLonger === 0
        ? `${draft} werden dieselben Kunden angeschrieben`
        : `${draft} ${of.newly > 1 ? 'werden' : 'wird'} ${newly}, ${noLonger}`;
    const moved =
      of.otherDay === 0
        ? ''
        : of.newly === 0 && of.noLonger === 0
          ? `, ${of.otherDay} davon an einem anderen Tag`
          : `, ${of.otherDay} an einem anderen Tag`;
    const written =
      of.before === of.after
        ? `gleich viele Briefe (${of.after}) in ${inDays(of.days)}`
        : `${letters(of.after)} statt ${of.before} in ${inDays(of.days)}`;
    const cost =
      typeof of.cost === 'object'
        ? `Kosten von ${of.cost.after} statt ${of.cost.before}`
        : of.cost === 'same'
          ? 'dieselben Kosten'
          : 'ungefähr dieselben Kosten';
    return `${people}${moved}; ${written}; ${cost}.`;
  },
  courses: {
    title: 'Beide nebeneinander',
    columns: ['In diesen Tagen', 'Geltende Fassung', 'Entwurf', 'Unterschied'],
    letters: 'Briefe',
    tasks: 'Anrufe und Aufgaben',
    approvals: 'Zustimmungen erbeten',
    cost: 'Betriebskosten (US-Dollar)',
  },
  costHint: 'Die Betriebskosten sind das, was Amazon Web Services für diese Briefe und Entscheidungen berechnet.',
  how: (of) =>
    `Geprobt von ${of.by}, ${of.at}, für ${days(of.days)}, mit ${customers(of.people)} und ${count(of.invoices, 'Rechnung', 'Rechnungen')}; laufende Fälle ${of.moved ? 'sind auf den Entwurf umgestellt' : 'behalten ihre Fassung'}.`,
  assumed: 'Wovon sie ausgeht',
  assumptions: [
    'Niemand zahlt, sagt zu, antwortet oder bestreitet etwas von jetzt an, und keine Rechnung kommt dazu.',
    'Erbetene Zustimmungen bleiben unbeantwortet.',
    'Ein Halt, eine Liste erlaubter Empfänger und eine Tagesmenge gelten nicht, und die Bücher sind frisch.',
  ],
  newly: {
    title: (of) => `Neu angeschrieben: ${customers(of)}`,
    lead: 'Sie bekommen in diesen Tagen mit dem Entwurf einen Brief und ohne ihn keinen.',
    none: 'Niemand bekommt mit dem Entwurf einen Brief, der ohne ihn keinen bekommt.',
  },
  noLonger: {
    title: (of) => `Nicht mehr angeschrieben: ${customers(of)}`,
    lead: 'Sie bekommen in diesen Tagen mit der geltenden Fassung einen Brief. Mit dem Entwurf bekommen sie in diesen Tagen keinen, und danach ist keiner vorgesehen.',
    none: 'Alle, die sonst einen Brief bekommen, bekommen weiter einen.',
  },
  otherDay: {
    title: (of) => `Derselbe Brief an einem anderen Tag: ${customers(of)}`,
    lead: 'Sie bekommen denselben Brief früher oder später, manche erst nach den geprobten Tagen. Die Tage sind die des frühesten Briefs.',
    columns: ['Kunde', 'Jetzt am', 'Mit dem Entwurf am', 'Rechnungen'],
    later: 'später',
    earlier: 'früher',
  },
  writtenTo: ['Kunde', 'Briefe', 'Zuerst am', 'Rechnungen'],
  perDay: {
    title: 'Briefe je Tag',
    description: 'Die Briefe jedes Tages, mit der geltenden Fassung und mit dem Entwurf nebeneinander.',
    columns: ['Tag', 'Geltende Fassung', 'Entwurf', 'Unterschied'],
    numbers: 'Die Zahlen',
    none: 'In diesen Tagen geht kein Brief hinaus, weder so noch so.',
  },
  cases: {
    title: (changed) =>
      changed === 0
        ? 'Laufende Fälle: keiner geht anders weiter'
        : `Laufende Fälle, die anders weitergehen: ${changed}`,
    lead: 'Was bei jedem als Nächstes kommt, jetzt und mit dem Entwurf.',
    leadKept: 'Sie behalten ihre Fassung, bis jemand sie umstellt. Das würde sich dabei ändern.',
    none: 'Kein laufender Fall folgt dieser Regel.',
    unchanged: (of) => `${cases(of)} ${of === 1 ? 'behält' : 'behalten'} den nächsten Schritt`,
    columns: ['Kunde', 'Rechnung', 'Offen', 'Jetzt', 'Dann'],
    head: ['Kundennummer', 'Kunde', 'Rechnung', 'Offen', 'Währung', 'Fassung'],
    stepHead: (which) => [`${which}: Schritt`, `${which}: am`, `${which}: Stand`],
    version: (version) => `Fassung ${version}`,
    nextOn: (step, on) => `${step}, ${on}`,
    unreachable: (next) => `${next}: aber niemand kann angeschrieben werden, zuerst ist ein Kontakt zu finden`,
    lapses: 'Die offene Bitte um Zustimmung verfällt.',
  },
  file: (title) => `${title} als CSV`,
  csv: 'CSV',
  csvPart: (part) => `CSV ${part}`,
  more: (shown) => `Hier stehen die ersten ${shown}; in der Datei stehen alle.`,
  shown: (of) => `Hier stehen die ersten ${of}.`,
  left: 'Es waren mehr, als mit Namen behalten werden; die Zahlen zählen alle.',
  moving: {
    title: (id) => `Laufende Fälle von ${id}`,
    link: 'Laufende Fälle',
    linkText: 'Fälle, die beim Inkraftsetzen dieser Fassung liefen, behalten ihre, bis sie umgestellt werden.',
    lead: (version) =>
      `Ein laufender Fall behält die Fassung, mit der er begann, bis ihn jemand umstellt. Auf Fassung ${version} umgestellt, geht er mit dem weiter, was dort als Nächstes kommt; was hinausging, geht nicht noch einmal hinaus.`,
    none: {
      title: 'Welche Fälle laufen mit älteren Fassungen?',
      text: 'Zuerst ansehen: jeden mit dem, was jetzt als Nächstes kommt, und dem, was dann käme. Ansehen ändert nichts.',
    },
    button: 'Die laufenden Fälle ansehen',
    again: 'Noch einmal ansehen',
    answer: (all, changed, version) =>
      all === 0
        ? `Jeder laufende Fall folgt Fassung ${version}.`
        : `${cases(all)} ${all === 1 ? 'folgt' : 'folgen'} einer älteren Fassung. Mit Fassung ${version} ${changed === 1 ? 'ginge einer' : changed === 0 ? 'ginge keiner' : `gingen ${changed}`} davon anders weiter.`,
    lookedAt: (at, by) => `Angesehen von ${by}, ${at}.`,
    older: 'Seither wurde eine andere Fassung in Kraft gesetzt: vor dem Umstellen noch einmal ansehen.',
    tick: (number, name) => `Rechnung ${number} von ${name} umstellen`,
    pick: 'Umstellen',
    moveTicked: 'Die angekreuzten umstellen',
    moveAll: (of) => (of === 1 ? 'Ihn umstellen' : `Alle ${of} umstellen`),
    tickNone: 'Mindestens einen Fall ankreuzen, oder alle umstellen.',
    next: 'Die nächsten Fälle',
    fromStart: 'Von vorn',
    noneHere: 'In diesem Teil behält jeder Fall seinen nächsten Schritt.',
    moved: (of, version) =>
      of === 0
        ? 'Kein Fall war umzustellen.'
        : `${cases(of)} ${of === 1 ? 'folgt' : 'folgen'} jetzt Fassung ${version}.`,
    movedColumns: ['Vorher', 'Jetzt'],
    movedLead: 'Was bei jedem als Nächstes kommt, vorher und jetzt.',
  },
  confirm: {
    title: (of, version) => `${cases(of)} auf Fassung ${version} umstellen?`,
    changed: (of) =>
      of === 0
        ? 'Keiner davon geht anders weiter.'
        : `${of} davon ${of === 1 ? 'geht' : 'gehen'} anders weiter: mit einem anderen nächsten Schritt oder an einem anderen Tag.`,
    lapsing: (of) =>
      of === 0
        ? 'Keine offene Bitte um Zustimmung verfällt.'
        : `${count(of, 'offene Bitte um Zustimmung verfällt', 'offene Bitten um Zustimmung verfallen')}, weil ein anderer Schritt vorher kommt. Sie verschwinden von der Liste, und zur Fälligkeit wird neu gefragt.`,
    stays:
      'Was hinausging oder entschieden ist, bleibt es. Umstellen lässt sich nicht zurücknehmen: nur eine weitere Fassung führt sie anders weiter.',
    button: (of) => (of === 1 ? 'Ja, umstellen' : `Ja, ${of} umstellen`),
    back: 'Nein, zurück zu den Fällen',
  },
  begun: {
    stopped: 'Es wird angehalten. Was bis dahin gefunden wurde, bleibt.',
  },
};
