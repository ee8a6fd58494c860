/**
 * What goes with every response, whatever it is: a page, a file, a refusal, an error. The policy here lets nothing load:
 * it holds for data and downloads, and for whatever a page's own policy (below) does not replace it on.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Sent where the request came over https, to us or to the proxy in front. */
export const STRICT_TRANSPORT_SECURITY = 'max-age=63072000; includeSubDomains';

/** The policy of a page: scripts run only with the nonce of this one response. */
export function pagePolicy(nonce: string, options: { development: boolean }): string {
  // `next dev` compiles with eval and talks to its page over a socket.
  const script = options.development ? " 'unsafe-eval'" : '';
  const connect = options.development ? ' ws:' : '';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${script}`,
    // Mantine sets style attributes and writes its theme and its locked scrolling as style elements while the page
    // lives: hashes and nonces cover neither. A style runs no code, and `connect-src` and `img-src` let none call home.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${connect}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
