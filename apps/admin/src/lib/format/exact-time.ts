const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const second = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** An instant in full, such as `12 Mar 2026, 14:05:09 UTC`: the same on the server and in every browser. */
export function exactTime(iso: string): string {
  return `${second.format(new Date(iso))} UTC`;
}

/** A calendar day, such as `12 Mar 2026`. */
export function exactDay(iso: string): string {
  return day.format(new Date(iso));
}
