import { domainToASCII } from 'node:url';

/** One spelling: the service reports domains in ASCII. */
export const plainAddress = (email: string): string => {
  const place = email.lastIndexOf('@') + 1;
  return `${email.slice(0, place)}${domainToASCII(email.slice(place)) || email.slice(place)}`.toLowerCase();
};
