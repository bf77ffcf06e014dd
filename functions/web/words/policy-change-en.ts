const count = (of: number, one: string, many: string): string => `${of} ${of === 1 ? one : many}`;
const days = (of: number): string => count(of, 'day', 'days');
const customers = (of: number): string => count(of, 'customer', 'customers');
const letters = (of: number): string => count(of, 'letter', 'letters');
const cases = (of: number): string => count(of, 'running case', 'running cases');

/** Beside what the active version costs; both as they are written where they differ. */
type Cost = 'same' | 'about' | { before: string; after: string };

/** The words of a rehearsal of a draft, and of moving running cases, in English; the German ones have the same shape. */
export const policyChangeEnglish = {
  title: (id: string) => `Rehearsal of ${id}`,
  toDraft: 'The draft',
  toPolicy: 'The policy',
  lead: 'What the draft would do, played on the ledger as it is when the rehearsal begins. Nobody is written to, and nothing changes.',
  rehearse: {
    title: 'Rehearse this draft',
    why: 'See who would be written to before anybody is.',
    again: 'Rehearse again',
    days: 'For how long',
    daysOf: days,
    move: 'As if the running cases were moved to the draft too',
    moveHint: 'Otherwise only cases that begin from now on follow it, as after publishing.',
    button: 'Rehearse',
    see: 'See the rehearsal',
  },
  none: {
    title: 'This draft has not been rehearsed',
    text: 'A rehearsal says who would be written to, how often, and what it costs.',
    noDraft: 'There is no draft to rehearse: change something first.',
  },
  running: {
    rehearse: 'The rehearsal is running',
    preview: 'The running cases are being looked at',
    move: 'The cases are being moved',
    asked: (by: string, at: string) => `Asked for by ${by}, ${at}.`,
    askedDays: (by: string, at: string, of: number) => `Asked for by ${by}, ${at}, for ${days(of)}.`,
    soFar: (people: number, invoices: number) =>
      `Looked at so far: ${customers(people)}, ${count(invoices, 'invoice', 'invoices')}.`,
    moved: (of: number) => `Moved so far: ${of}.`,
    waits: 'This page looks again by itself. You may leave it and come back.',
    look: 'Look again now',
    cancel: 'Stop it',
  },
  stopped: {
    title: 'It has stopped on its way',
    text: (at: string) => `Nothing has come of it since ${at}. Begin anew; nothing happens twice.`,
  },
  ended: {
    cancelled: { title: 'It was stopped', text: 'Somebody stopped it before it was through.' },
    overtaken: { title: 'It was overtaken', text: 'The draft or the policy changed before it was through.' },
    failed: {
      title: 'It failed on its way',
      text: 'It is not your fault, and nothing is lost. Begin anew; if it fails again, tell whoever runs the system.',
    },
    moved: (of: number) => `Moved by then: ${cases(of)}. They stay moved.`,
  },
  stale: {
    draft: 'The draft has been changed since this rehearsal. What stands here is about the draft as it was.',
    gone: 'The draft that was rehearsed is gone: published, or thrown away.',
    active: 'Another version has been published since: what stands here compares with the one before.',
    toDraft: 'Look at the draft as it is now',
  },
  publishing: {
    title: 'Publish',
    none: 'It has not been rehearsed.',
    running: 'Its rehearsal is still running.',
    stale: 'It has been changed since it was rehearsed.',
    fresh: (at: string) => `It was rehearsed as it stands, ${at}.`,
    old: (at: string) => `It was rehearsed as it stands, ${at}; the ledger has gone on since.`,
    notMoved: 'The rehearsal moved the running cases too; publishing does not: move them afterwards.',
  },
  answer: (of: {
    newly: number;
    noLonger: number;
    otherDay: number;
    before: number;
    after: number;
    days: number;
    cost: Cost;
    moved: boolean;
  }) => {
    const draft = of.moved ? 'With this draft, and the running cases moved to it,' : 'With this draft';
    const people =
      of.newly === 0 && of.noLonger === 0
        ? `${draft} the same customers are written to`
        : `${draft} ${of.newly === 0 ? 'nobody is' : of.newly === 1 ? '1 customer is' : `${of.newly} customers are`} newly written to, ${of.noLonger === 0 ? 'and nobody is left out' : `${of.noLonger} no longer`}`;
    const moved =
      of.otherDay === 0
        ? ''
        : of.newly === 0 && of.noLonger === 0
          ? `, ${of.otherDay} of them on another day`
          : `, ${of.otherDay} on another day`;
    const written =
      of.before === of.after
        ? `the same ${letters(of.after)} in ${days(of.days)}`
        : `${letters(of.after)} instead of ${of.before} in ${days(of.days)}`;
    const cost =
      typeof of.cost === 'object'
        ? `a cost of ${of.cost.after} instead of ${of.cost.before}`
        : of.cost === 'same'
          ? 'the same cost'
          : 'about the same cost';
    return `${people}${moved}; ${written}; ${cost}.`;
  },
  courses: {
    title: 'Both, side by side',
    columns: ['In these days', 'Active version', 'Draft', 'Difference'] as [string, string, string, string],
    letters: 'Letters',
    tasks: 'Calls and tasks',
    approvals: 'Approvals asked',
    cost: 'Running cost (US dollars)',
  },
  costHint:
    'The running cost is what Amazon Web Services would charge for sending these letters and deciding these steps.',
  how: (of: { at: string; by: string; days: number; moved: boolean; people: number; invoices: number }) =>
    `Rehearsed by ${of.by}, ${of.at}, for ${days(of.days)}, with ${customers(of.people)} and ${count(of.invoices, 'invoice', 'invoices')}; running cases ${of.moved ? 'are moved to the draft' : 'keep their version'}.`,
  assumed: 'What it takes for granted',
  assumptions: [
    'Nobody pays, promises, answers or disputes anything from now on, and no new invoice comes.',
    'Approvals that are asked for stay unanswered.',
    'A stop, a list of allowed recipients and a daily ramp are off, and the books count as fresh.',
  ] as string[],
  newly: {
    title: (of: number) => `Newly written to: ${customers(of)}`,
    lead: 'They get a letter with the draft in these days, and none without it.',
    none: 'Nobody gets a letter with the draft who gets none without it.',
  },
  noLonger: {
    title: (of: number) => `No longer written to: ${customers(of)}`,
    lead: 'They get a letter with the active version in these days. With the draft they get none in these days, and none is to come after them.',
    none: 'Nobody who gets a letter today goes without one.',
  },
  otherDay: {
    title: (of: number) => `Same letter on another day: ${customers(of)}`,
    lead: 'They get the same letter earlier or later, some of them only after the rehearsed days. The days are those of the earliest letter.',
    columns: ['Customer', 'Now on', 'With the draft on', 'Invoices'] as [string, string, string, string],
    later: 'later',
    earlier: 'earlier',
  },
  writtenTo: ['Customer', 'Letters', 'First on', 'Invoices'] as [string, string, string, string],
  perDay: {
    title: 'Letters per day',
    description: 'Letters of each day, with the active version and with the draft side by side.',
    columns: ['Day', 'Active version', 'Draft', 'Difference'] as [string, string, string, string],
    numbers: 'The numbers',
    none: 'No letter leaves in these days, with either.',
  },
  cases: {
    title: (changed: number) =>
      changed === 0 ? 'Running cases: none goes on differently' : `Running cases that go on differently: ${changed}`,
    lead: 'What comes next for each, now and with the draft.',
    leadKept: 'They keep their version until somebody moves them. This is what moving would change.',
    none: 'No running case follows this policy.',
    unchanged: (of: number) => `${cases(of)} ${of === 1 ? 'keeps' : 'keep'} the next step`,
    columns: ['Customer', 'Invoice', 'Open', 'Now', 'Then'] as [string, string, string, string, string],
    head: ['Customer id', 'Customer', 'Invoice', 'Open', 'Currency', 'Version'] as string[],
    stepHead: (which: string) => [`${which}: step`, `${which}: on`, `${which}: stands`] as string[],
    version: (version: number) => `Version ${version}`,
    nextOn: (step: string, on: string) => `${step}, ${on}`,
    unreachable: (next: string) => `${next}: but nobody can be written to, a contact has to be found first`,
    lapses: 'The open request for approval lapses.',
  },
  file: (title: string) => `${title} as CSV`,
  csv: 'CSV',
  csvPart: (part: number) => `CSV ${part}`,
  more: (shown: number) => `The first ${shown} of them stand here; the file has them all.`,
  shown: (of: number) => `The first ${of} of them stand here.`,
  left: 'There were more than are kept by name; the figures count them all.',
  moving: {
    title: (id: string) => `Running cases of ${id}`,
    link: 'Running cases',
    linkText: 'Cases that were running when this version was published keep theirs until they are moved.',
    lead: (version: number) =>
      `A running case keeps the version it began with until somebody moves it. Moved to version ${version}, it goes on with what comes next there; nothing that was sent is sent again.`,
    none: {
      title: 'Which cases run on older versions?',
      text: 'Look at them first: each with what comes next now, and what would come next. Looking changes nothing.',
    },
    button: 'Look at the running cases',
    again: 'Look again',
    answer: (all: number, changed: number, version: number) =>
      all === 0
        ? `Every running case follows version ${version}.`
        : `${cases(all)} ${all === 1 ? 'follows' : 'follow'} an older version. With version ${version}, ${changed === 0 ? 'none of them' : `${changed} of them`} would go on differently.`,
    lookedAt: (at: string, by: string) => `Looked at by ${by}, ${at}.`,
    older: 'Another version has been published since: look again before you move anything.',
    tick: (number: string, name: string) => `Move invoice ${number} of ${name}`,
    pick: 'Move',
    moveTicked: 'Move the ticked',
    moveAll: (of: number) => (of === 1 ? 'Move it' : `Move all ${of}`),
    tickNone: 'Tick at least one case, or move all of them.',
    next: 'The next cases',
    fromStart: 'From the beginning',
    noneHere: 'In this part every case keeps its next step.',
    moved: (of: number, version: number) =>
      of === 0
        ? 'No case had to be moved.'
        : `${cases(of)} ${of === 1 ? 'now follows' : 'now follow'} version ${version}.`,
    movedColumns: ['Before', 'Now'] as [string, string],
    movedLead: 'What comes next for each, before and now.',
  },
  confirm: {
    title: (of: number, version: number) => `Move ${cases(of)} to version ${version}?`,
    changed: (of: number) =>
      of === 0
        ? 'None of them goes on differently.'
        : `${of} of them ${of === 1 ? 'goes' : 'go'} on differently: another next step, or another day.`,
    lapsing: (of: number) =>
      of === 0
        ? 'No open request for approval lapses.'
        : `${count(of, 'open request for approval lapses', 'open requests for approval lapse')}, because another step comes first. ${of === 1 ? 'It leaves' : 'They leave'} the list, and whoever has to answer is asked anew when the step is due.`,
    stays: 'What was sent or decided stays so. Moving cannot be taken back: only another version moves them on.',
    button: (of: number) => (of === 1 ? 'Yes, move it' : `Yes, move ${of}`),
    back: 'No, back to the cases',
  },
  begun: {
    stopped: 'It is being stopped. What was found so far is kept.',
  },
};

export type PolicyChangeWords = typeof policyChangeEnglish;
