import ipaddr from 'ipaddr.js';
import { countSignInStarts, type Database } from '@rollcall/database';
import { signInRefused } from '@rollcall/domain';

/** Enough for an office that comes to work at nine behind one address. */
const perMinute = { starts: 120, seconds: 60 };

/** Counts the sign-ins each network begins, on all instances together. Each costs a row and may cost a request to a provider. */
export function limitStarts(db: Database) {
  const mayStart = countSignInStarts(db, perMinute);
  /** One more from that address. Throws `tooManyAttempts` past the limit. */
  return async (address: string | undefined): Promise<void> => {
    if (!(await mayStart(networkOf(address)))) throw signInRefused('tooManyAttempts');
  };
}

/** An IPv4 address, or the /64 that an IPv6 subscriber has to himself. */
function networkOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  return parsed.toByteArray().slice(0, 8).join('.');
}
