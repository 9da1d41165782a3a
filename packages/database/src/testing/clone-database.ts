import { randomBytes } from 'node:crypto';
import { databaseOf, onServer } from './template-database.ts';

/** A database of one's own. Disposing drops it, whoever is still connected. */
export type ClonedDatabase = Readonly<{ url: string; [Symbol.asyncDispose]: () => Promise<void> }>;

/** A copy of the template database at `templateUrl`, made in well under a tenth of a second. */
export async function cloneDatabase(templateUrl: string): Promise<ClonedDatabase> {
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await onServer(templateUrl, (client) => client.query(`create database ${name} template ${template}`));
  return {
    url: databaseOf(templateUrl, name),
    [Symbol.asyncDispose]: async () => {
      await onServer(templateUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
