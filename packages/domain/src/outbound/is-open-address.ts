import ipaddr from 'ipaddr.js';

/**
 * Whether an address that an admin typed may lead here: to the public Internet, and to this machine only where that is
 * allowed. Private networks, link-local addresses with their metadata services, and whatever wraps an IPv4 address in
 * an IPv6 one stay closed.
 */
export function isOpenAddress(address: string, { allowLoopback }: { allowLoopback: boolean }): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` unwraps ::ffff:10.0.0.1, which a socket treats as 10.0.0.1.
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowLoopback && range === 'loopback');
}
