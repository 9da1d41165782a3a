import type { OpenIdPerson } from './start-open-id-provider.ts';

/** The page on which a newcomer chooses who they are today. */
export function choicePage(path: string, people: readonly OpenIdPerson[]): string {
  const choices = people.map(
    ({ subject, name, claims }) =>
      `<li><form method="post" action="${path}?subject=${encodeURIComponent(subject)}"><button>${escaped(name)}<small>${escaped(nameOf(claims) ?? subject)}</small></button></form></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Who are you? · Simulated identity provider</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>Who are you?</h1>
<p>A simulated identity provider on this machine. Nobody here is real, and nobody has a password.</p>
<ul>${choices.join('')}</ul>
<form method="post" action="${path}?subject="><button class="none">Nobody: do not sign in</button></form>
</main></body></html>`;
}

function nameOf(claims: OpenIdPerson['claims']): string | undefined {
  return [claims['preferred_username'], claims['email']].find((each) => typeof each === 'string');
}

const style = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem;font:400 .9375rem/1.5 system-ui,sans-serif;color:light-dark(#18181b,#ededf0);background:light-dark(#f1f4f8,#101418)}
main{max-width:28rem;margin:0 auto}h1{font-size:1.375rem}ul{list-style:none;padding:0;display:grid;gap:.5rem}
button{width:100%;padding:.625rem .875rem;font:inherit;text-align:start;color:inherit;background:light-dark(#fff,#1a1f25);border:1px solid light-dark(#85858f,#74747f);border-radius:.5rem;cursor:pointer}
small{display:block;color:light-dark(#4b4b55,#b9b9c2)}.none{background:none}`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
