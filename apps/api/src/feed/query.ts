import { invalidInput, type FeedQuery } from '@rollcall/domain';

const [usualEvents, mostEvents, mostSeconds] = [100, 1_000, 20];

/** What the address asks for. Throws `invalidInput`, a sentence for each parameter that cannot be read. */
export function parseFeedQuery(url: string): FeedQuery & { waitMs: number } {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  const fields: Record<string, string> = {};
  const number = (name: string, usual: number, least: number, most: number) => {
    const text = query.get(name) ?? String(usual);
    if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    fields[name] = `"${name}" is a whole number from ${least} to ${most}.`;
    return usual;
  };
  const after = query.get('after');
  if (after !== null && !/^\d{1,18}$/.test(after))
    fields['after'] = '"after" is a cursor that the feed gave.';
  const values = query.get('values') ?? 'true';
  if (values !== 'true' && values !== 'false') fields['values'] = '"values" is true or false.';
  const limit = number('limit', usualEvents, 1, mostEvents);
  const waitMs = number('wait', 0, 0, mostSeconds) * 1000;
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  return { after: after === null ? undefined : BigInt(after), limit, waitMs, withValues: values === 'true' };
}
