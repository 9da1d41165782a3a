import { redirect, type RequestEvent } from '@sveltejs/kit';

/** The cookies that remember which columns a list shows. */
export const columnsCookies = { users: 'user_columns', groups: 'group_columns' } as const;

/** The columns chosen are remembered for a year, and the list is shown as it was. */
export async function chooseColumns(
  { request, cookies, url }: RequestEvent,
  list: keyof typeof columnsCookies,
  all: readonly { key: string }[],
): Promise<never> {
  const form = await request.formData();
  const keys = all.map(({ key }) => key).filter((key) => form.getAll('column').includes(key));
  const [cookie, path] = [columnsCookies[list], '/'];
  if (form.has('usual') || keys.length === 0) cookies.delete(cookie, { path });
  else cookies.set(cookie, keys.join('.'), { path, maxAge: 365 * 86_400, sameSite: 'lax' });
  const query = new URLSearchParams(url.searchParams);
  query.delete('/columns');
  redirect(303, `${url.pathname}?${query.toString()}`);
}
