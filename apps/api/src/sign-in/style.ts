/** How the pages of end users look: the Command Center's colours, in light and dark. */
export const style = `
:root {
  color-scheme: light dark;
  --surface: light-dark(#fafafa, #101013);
  --raised: light-dark(#ffffff, #17171b);
  --line: light-dark(#e6e6ea, #2a2a31);
  --ink: light-dark(#18181b, #ededf0);
  --ink-soft: light-dark(#4b4b55, #b9b9c2);
  --ink-faint: light-dark(#63636e, #a0a0ab);
  --accent: light-dark(#3f51d6, #5365e6);
  --accent-hover: light-dark(#3343bb, #6072ee);
  --accent-ink: light-dark(#3a49c9, #a9b4ff);
  --focus: light-dark(#3f51d6, #a9b4ff);
  --bad: light-dark(#ab2216, #ff9c92);
}
* { box-sizing: border-box; margin: 0; }
body {
  min-height: 100dvh;
  display: grid;
  grid-template-rows: 1fr auto;
  justify-items: center;
  gap: 1.5rem;
  padding: 1.5rem 1rem;
  background: var(--surface);
  color: var(--ink);
  font: 400 0.9375rem/1.5 system-ui, sans-serif;
}
main {
  align-self: center;
  width: 100%;
  max-width: 27rem;
  display: grid;
  gap: 1.25rem;
  padding: 2rem 1.75rem;
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  overflow-wrap: anywhere;
}
header { display: grid; gap: 0.25rem; }
.organisation { color: var(--ink-faint); font-size: 0.8125rem; }
h1 { font-size: 1.375rem; line-height: 1.25; font-weight: 600; text-wrap: balance; }
h2 { font-size: 0.9375rem; font-weight: 600; }
section { display: grid; gap: 0.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
p, dt, .soft { color: var(--ink-soft); }
dl { display: grid; gap: 0.125rem; }
dt { font-size: 0.8125rem; }
dd + dt { margin-top: 0.625rem; }
dd { margin: 0; }
ul { padding: 0; list-style: none; display: grid; gap: 0.5rem; }
li { display: grid; gap: 0.125rem; }
a { color: var(--accent-ink); }
code { font: 0.8125rem/1.5 ui-monospace, monospace; }
.action {
  display: block;
  width: 100%;
  min-height: 2.75rem;
  padding: 0.625rem 1rem;
  border: 1px solid transparent;
  border-radius: 0.5rem;
  background: var(--accent);
  color: #ffffff;
  font: inherit;
  font-weight: 550;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}
.action:hover { background: var(--accent-hover); }
.quiet { background: transparent; border-color: var(--line); color: var(--ink); }
.quiet:hover { background: var(--surface); }
.refusal h1 { color: var(--bad); }
.reference { display: grid; gap: 0.125rem; color: var(--ink-faint); font-size: 0.8125rem; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
footer { color: var(--ink-faint); font-size: 0.8125rem; }
`;
