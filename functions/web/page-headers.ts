import { createHash } from 'node:crypto';

/** What the answers of a group of pages differ in. */
interface Allowed {
  /** Where a style may come from, as the content security policy writes it. */
  style: string;
  images: string;
  referrer: 'no-referrer' | 'same-origin';
}

/** One style block, named by its digest: the page is whole in one answer, and no other style counts. */
const onlyThisStyle = (style: string): string => `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/**
 * What every page carries, whoever reads it: no script at all, nothing from elsewhere, forms only to ourselves, in
 * nobody's frame, no cache and no index.
 */
export const pageHeaders = ({ style, images, referrer }: Allowed): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    `style-src ${style}`,
    `img-src ${images}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': referrer,
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=63072000',
});

/** For pages behind a link in a mail: the address is a secret, and goes into no other request. */
export const linkHeaders = (style: string): Readonly<Record<string, string>> =>
  pageHeaders({ style: onlyThisStyle(style), images: 'data:', referrer: 'no-referrer' });
