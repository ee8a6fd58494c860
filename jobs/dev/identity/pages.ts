import type { DevelopmentAccount } from './accounts.ts';

const STYLE = `
:root { color-scheme: light dark; --page: #f3f6f8; --panel: #fff; --line: #dde4ea; --text: #1a232b; --dim: #566471; --key: #1c69b2; }
@media (prefers-color-scheme: dark) {
  :root { --page: #10161b; --panel: #161e25; --line: #2a3640; --text: #dbe4ec; --dim: #9fb0bd; --key: #7db6ec; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 14px; background: var(--page);
  color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 420px; padding: 28px; background: var(--panel); border: 1px solid var(--line); border-radius: 14px; }
h1 { margin: 0 0 6px; font-size: 21px; letter-spacing: -0.015em; }
p { margin: 0 0 18px; color: var(--dim); }
p:last-child { margin: 18px 0 0; font-size: 13px; }
form { display: grid; gap: 10px; }
button { width: 100%; padding: 12px 16px; text-align: left; font: inherit; color: inherit; background: none; cursor: pointer;
  border: 1px solid var(--line); border-radius: 10px; }
button:hover, button:focus-visible { border-color: var(--key); outline: 2px solid var(--key); outline-offset: 1px; }
button b { display: block; font-weight: 620; }
button span { display: block; color: var(--dim); font-size: 13.5px; }
a { color: var(--key); }`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

/** The page on which somebody picks whom to be. */
export function accountsPage(accounts: readonly DevelopmentAccount[]): string {
  const buttons = accounts.map(
    ({ email, name, about }) =>
      `<button name="account" value="${email}"><b>${name}</b><span>${email}</span><span>${about}</span></button>`,
  );
  return page(
    'Development sign-in',
    `<h1>Development sign-in</h1>
<p>This is the identity provider that comes with Heliograph. Choose whom to be.</p>
<form method="post">${buttons.join('\n')}</form>
<p>It asks for no password and answers on this machine only. With OIDC_ISSUER set, your own provider takes its place.</p>`,
  );
}

/** Sends the form of sign-out at once: who comes here has signed out of the console, and means both. */
export const SIGN_OUT_SCRIPT = "document.getElementById('op.logoutForm').submit()";

/** Sign-out at the provider, by the form that oidc-provider makes; without scripts its button does it. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<h1>Signing out</h1>${form}<input type="hidden" form="op.logoutForm" name="logout" value="yes">
<button form="op.logoutForm"><b>Sign out</b><span>of the development provider as well</span></button>
<script>${SIGN_OUT_SCRIPT}</script>`,
  );
}

export function signedOutPage(consoleUrl: string): string {
  return page('Signed out', `<h1>Signed out</h1><p><a href="${consoleUrl}">To Heliograph</a></p>`);
}

export function problemPage(message: string, consoleUrl: string): string {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return page('Sign-in failed', `<h1>Sign-in failed</h1><p>${text}</p><p><a href="${consoleUrl}">Begin again</a></p>`);
}
