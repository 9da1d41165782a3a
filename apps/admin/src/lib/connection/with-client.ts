import type { Client } from '../contract.ts';

/** The connection as an admin is shown it: until the client is known, with the words of the one that most have. */
export function withClient<Connection extends { dialect: Client | null }>(
  connection: Connection,
): Connection & { dialect: Client } {
  return { ...connection, dialect: connection.dialect ?? 'entra' };
}
