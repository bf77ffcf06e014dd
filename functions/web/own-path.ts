/** A host that no address of ours has: whatever leads away from it leads elsewhere. */
const NOWHERE = 'https://nowhere.invalid';
/** Longer than any address of a page here; the whole of it is kept in a cookie. */
const LONGEST = 1000;

/**
 * A path of our own that somebody may be sent on to, with its query; anything that a browser could take for another
 * place (`//host`, `/\host`, a scheme, control characters) gives undefined.
 */
export const ownPath = (text: string | undefined): string | undefined => {
  if (text === undefined || text.length > LONGEST || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return undefined;
  if (!URL.canParse(text, NOWHERE)) return undefined;
  const url = new URL(text, NOWHERE);
  // The path may become another one when its dots are resolved: what is sent on to is what was looked at.
  const path = `${url.pathname}${url.search}`;
  return url.origin === NOWHERE && !path.startsWith('//') ? path : undefined;
};
