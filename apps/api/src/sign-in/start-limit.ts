import ipaddr from 'ipaddr.js';
import { signInRefused } from '@rollcall/domain';

/** Enough for an office that comes to work at nine behind one address. */
const perMinute = 120;
const minuteMs = 60_000;
const maxNetworks = 50_000;

/** Counts the sign-ins each network begins. Each costs a row and may cost a request to a provider. */
export function limitStarts(now: () => Date) {
  let minute = 0;
  const begun = new Map<string, number>();
  /** One more from that address. Throws `tooManyAttempts` past the limit. */
  return (address: string | undefined): void => {
    const current = Math.floor(now().getTime() / minuteMs);
    if (current !== minute || begun.size > maxNetworks) begun.clear();
    minute = current;
    const network = networkOf(address);
    const count = (begun.get(network) ?? 0) + 1;
    begun.set(network, count);
    if (count > perMinute) throw signInRefused('tooManyAttempts');
  };
}

/** An IPv4 address, or the /64 that an IPv6 subscriber has to himself. */
function networkOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  return parsed.toByteArray().slice(0, 8).join('.');
}
