import { expect, it } from 'vitest';
import { customerLinkIn, staffLinkIn, withOwnLinks, withOwnTextLinks } from '../../../local/server/staff-link.ts';

const TOKEN = `${'aB3_-'.repeat(8)}xyz`;

it('a mail leads to this server, whatever address it had when it was written', () => {
  for (const written of ['https://good-standing.example', 'http://127.0.0.1:3000', 'http://[::1]:4123'])
    expect(staffLinkIn(`See it all: ${written}/approvals/${TOKEN}\r\n`)).toBe(`/approvals/${TOKEN}`);
  expect(withOwnLinks(`<a href="https://a.example/approvals/${TOKEN}" style="x">`)).toBe(
    `<a href="/approvals/${TOKEN}" target="_top" style="x">`,
  );
});

it('the button of a letter leads to the customer’s page on this server, out of its frame', () => {
  expect(withOwnLinks('<a href="http://127.0.0.1:3000/c/AQFQ-_x" style="x">')).toBe(
    '<a href="/c/AQFQ-_x" target="_top" style="x">',
  );
  expect(withOwnLinks('<a href="https://a.example/contact">')).toBe('<a href="https://a.example/contact">');
});

it('no other link is touched', () => {
  const other = `<a href="https://a.example/b/approvals/${TOKEN}"><a href="https://a.example/approvals/short">`;
  expect(withOwnLinks(other)).toBe(other);
  expect(staffLinkIn('https://a.example/approvals/short')).toBeUndefined();
});

it('a letter leads to its customer’s page on this server', () => {
  expect(customerLinkIn('Answer: https://good-standing.example/c/AQFQ-_x\r\nYou can')).toBe('/c/AQFQ-_x');
  expect(customerLinkIn('https://good-standing.example/contact')).toBeUndefined();
});

it('the text of a mail names the pages of this server, and leaves every other address as it is', () => {
  const text = `Answer: http://127.0.0.1:3000/c/AQFQ-_x\r\nSee https://a.example/approvals/${TOKEN} or https://a.example/help`;
  expect(withOwnTextLinks(text, 'http://127.0.0.1:4711')).toBe(
    `Answer: http://127.0.0.1:4711/c/AQFQ-_x\r\nSee http://127.0.0.1:4711/approvals/${TOKEN} or https://a.example/help`,
  );
});
