import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownPath } from '../../../functions/web/own-path.ts';

test.each(['/', '/list', '/list?of=department:care&x=%C3%A4', '/accounts/c1', '/search?q=a+b'])(
  '%s is ours',
  (path) => {
    expect(ownPath(path)).toBe(path);
  },
);

test.each([
  ['', '//evil.example', '/\\evil.example', '\\/evil.example', 'https://evil.example', 'evil', '/ä', '/a b'],
  ['/.//evil.example', '/..//evil.example', '/x/..//evil.example', '/a\u0000', '/\u202e', `/${'x'.repeat(1000)}`],
])('such an address is not', (...paths) => {
  for (const path of paths) expect([path, ownPath(path)]).toEqual([path, undefined]);
  expect(ownPath(undefined)).toBeUndefined();
});

test('whatever comes out of it leads to our own host, in every browser that reads addresses as the standard has them', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '%2f',
    '%5c',
    'evil.example',
    '\t',
    '\n',
    'a',
    'https:',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = ownPath(pieces.join(''));
      if (path === undefined) return;
      expect(new URL(path, 'https://ours.example/sign-in/callback').host).toBe('ours.example');
      expect(path).toMatch(/^\/(?![/\\])/);
    }),
    { numRuns: 2000 },
  );
});
