const EARLIER = /href="(\/mailbox\?[^"]*below=\d+[^"]*)"[^>]*>Earlier/;

/** The links in the mail to colleagues, as the mailbox shows them: the newest mail whose subject names the customer. */
export const approvalLink = async (address: string, customer: string): Promise<{ mail: string; link: string }> => {
  for (let path: string | undefined = '/mailbox?to=staff'; path !== undefined; ) {
    const list: string = await fetch(address + path).then((answer) => answer.text());
    for (const [, mail, subject] of list.matchAll(/href="(\/mailbox\/[^"]+)"[^>]*>([^<]*)</g)) {
      if (!subject!.startsWith('Your decision') || !subject!.includes(customer)) continue;
      const page = await fetch(address + mail).then((answer) => answer.text());
      return { mail: mail!, link: /href="(\/approvals\/[^"]+)"/.exec(page)![1]! };
    }
    path = EARLIER.exec(list)?.[1]?.replaceAll('&amp;', '&');
  }
  throw new Error(`no mail asks for a decision about ${customer}`);
};

/** The sample's requests, each at another point. */
const REQUESTS = [
  ['approval-open', 'Meridian Cold Storage'],
  ['approval-sign-in', 'Stonebridge Hotel'],
  ['approval-decided', 'Old Mill Brewery'],
  ['approval-refused', 'Larkspur Catering'],
  ['approval-put-off', 'Sable Point Theater'],
  ['approval-expired', 'Tidewater Printing'],
] as const;

export const approvalPages = (address: string): Promise<(readonly [name: string, path: string])[]> =>
  Promise.all([
    ...REQUESTS.map(async ([name, customer]) => [name, (await approvalLink(address, customer)).link] as const),
    ['approval-unknown', `/approvals/${'x'.repeat(43)}`] as const,
  ]);
