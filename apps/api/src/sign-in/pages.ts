import { homePathOf, type EffectiveAccess, type SignedIn } from '@rollcall/domain';
import { html, type Html } from './html.ts';
import type { Page } from './page.ts';

type Tenant = Readonly<{ key: string; name: string }>;

/** Where somebody who is signed out begins. */
export function signInPage(
  tenant: Tenant,
  { provider, to, notice }: { provider: string; to: string | undefined; notice: string | undefined },
): Page {
  const start = `${homePathOf(tenant.key)}/sign-in/start${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`;
  return {
    title: 'Sign in',
    tenant,
    body: html`${notice === undefined ? null : html`<p role="status">${notice}</p>`}
      <a class="action" href="${start}">Sign in with ${provider}</a>`,
  };
}

/** Who is signed in, and what they reach. */
export function homePage(tenant: Tenant, person: SignedIn, services: EffectiveAccess['services']): Page {
  const { displayName, userName, email, createdAt } = person;
  return {
    title: displayName ?? userName,
    tenant,
    isWatched: true,
    body: html`<dl>
        <dt>User name</dt>
        <dd>${userName}</dd>
        ${
          email === null || email === userName
            ? null
            : html`<dt>E-mail</dt>
                <dd>${email}</dd>`
        }
        <dt>Signed in</dt>
        <dd><time datetime="${createdAt.toISOString()}">${since(createdAt)}</time></dd>
      </dl>
      <section aria-labelledby="services">
        <h2 id="services">Services</h2>
        ${
          services.length === 0
            ? html`<p>None is open to you yet.</p>`
            : html`<ul>
                ${services.map(serviceItem)}
              </ul>`
        }
      </section>
      <form method="post" action="${homePathOf(tenant.key)}/sign-in/sign-out">
        <button class="action quiet">Sign out</button>
      </form>`,
  };
}

function serviceItem({ name, address }: EffectiveAccess['services'][number]): Html {
  return html`<li><a href="${address}" rel="noreferrer">${name}</a></li>`;
}

/** The session is over here; at the provider it may go on. */
export function signedOutPage(tenant: Tenant, provider: { name: string; signOut: string } | undefined): Page {
  return {
    title: 'You are signed out',
    tenant,
    body: html`${
        provider
          ? html`<p>You may still be signed in at ${provider.name}.</p>
              <a class="action quiet" href="${provider.signOut}">Sign out there too</a>`
          : null
      } <a class="action" href="${homePathOf(tenant.key)}/sign-in">Sign in again</a>`,
  };
}

/** The page has no time zone of the person's, so it names the one it uses. */
function since(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
