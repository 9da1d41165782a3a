// xsd:dateTime (RFC 7643 §2.3.5). The zone may be missing, and then UTC is meant; a filter may name a day alone.
const shape =
  /^(?<date>\d{4}-\d\d-\d\d)(?:T(?<time>\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,30}))?(?<zone>Z|[+-]\d\d:\d\d)?)?$/i;

/** The moment that the text names, in microseconds since 1970, as PostgreSQL counts them; undefined when it names none. */
export function instantOf(text: string): bigint | undefined {
  const { date = '', time = '00:00:00', fraction = '0', zone = 'Z' } = shape.exec(text)?.groups ?? {};
  if (!isDate(date) || !isTime(time, fraction) || !isZone(zone)) return undefined;
  const milliseconds = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return BigInt(milliseconds) * 1000n + BigInt(Math.round(Number(`0.${fraction}`) * 1_000_000));
}

/** True for a whole xsd:dateTime: a date and a time of the calendar, not a day alone. */
export function isDateTime(text: string): boolean {
  return /^.{10}T/.test(text) && !/[tz]/.test(text) && instantOf(text) !== undefined;
}

function isDate(date: string): boolean {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Date.parse reads 30 February as 2 March; the year 0000 is none in XML Schema.
  return (
    !Number.isNaN(midnight) && !date.startsWith('0000') && new Date(midnight).toISOString().startsWith(date)
  );
}

function isTime(time: string, fraction: string): boolean {
  return time === '24:00:00' ? /^0+$/.test(fraction) : /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time);
}

function isZone(zone: string): boolean {
  return /^(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/i.test(zone);
}
