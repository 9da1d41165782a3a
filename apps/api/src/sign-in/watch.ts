/**
 * Notices within five seconds that the session behind an open page is over. Looking does not keep it alive; a page that
 * nobody sees does not look until somebody does.
 */
export const watch = `
const { state } = document.currentScript.dataset;
async function look() {
  if (document.visibilityState !== 'visible') return;
  try {
    const answer = await fetch(state, { cache: 'no-store' });
    if (answer.status === 401) location.reload();
  } catch {
    // Without a network nothing is known; the next look may tell.
  }
}
setInterval(look, 4000);
document.addEventListener('visibilitychange', look);
`;
