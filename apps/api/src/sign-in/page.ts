import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { homePathOf } from '@rollcall/domain';
import { html, type Html } from './html.ts';
import { style } from './style.ts';
import { watch } from './watch.ts';

/** A page of the end users of an organisation. */
export type Page = Readonly<{
  title: string;
  /** Whose page it is; an address that is nobody's has none. */
  tenant?: { key: string; name: string } | undefined;
  body: Html;
  isRefusal?: boolean;
  /** Whether the page reloads when its session ends. */
  isWatched?: boolean;
}>;

/** Files that pages refer to, named for their content so that browsers may keep them. */
export const assets = {
  style: { name: `style-${digest(style)}.css`, type: 'text/css', text: style },
  watch: { name: `watch-${digest(watch)}.js`, type: 'text/javascript', text: watch },
} as const;

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  'img-src data:',
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page is the answer: nothing of it is kept, framed, or sent on in a Referer. */
export function sendPage(res: Response, status: number, page: Page): void {
  forbidMuch(res);
  res.status(status).type('html').send(documentOf(page).markup);
}

/** What every answer to a browser carries. */
export function forbidMuch(res: Response): void {
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('Cache-Control', 'no-store');
  // With no-referrer a browser says Origin: null of our own forms.
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

function documentOf({ title, tenant, body, isRefusal, isWatched }: Page): Html {
  // An address that is no organisation's has its files too: they are the same everywhere.
  const at = `${homePathOf(tenant?.key ?? 'none')}/sign-in`;
  const watching = isWatched
    ? html`<script src="${at}/${assets.watch.name}" data-state="${at}/state" defer></script>`
    : null;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${tenant?.name ?? 'Rollcall'}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${at}/${assets.style.name}" />
        ${watching}
      </head>
      <body>
        <main class="${isRefusal ? 'refusal' : ''}">
          <header>
            ${tenant ? html`<p class="organisation">${tenant.name}</p>` : null}
            <h1>${title}</h1>
          </header>
          ${body}
        </main>
        <footer>Rollcall</footer>
      </body>
    </html> `;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
