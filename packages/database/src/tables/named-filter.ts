import { sql, type RawBuilder } from 'kysely';
import { matchesSearch } from './search-condition.ts';

/** Which of an organisation's roles or services are meant: those a search finds, those that a policy does not have yet. */
export type NamedFilter = Readonly<{ search?: string | undefined; notInPolicy?: string | undefined }>;

/** The conditions that the filter stands for, given a name as a search reads it and the ids of the policies it is in. */
export function namedConditions(
  { search, notInPolicy }: NamedFilter,
  nameKey: RawBuilder<string>,
  inPolicies: RawBuilder<unknown>,
): RawBuilder<boolean>[] {
  return [
    ...(search ? [matchesSearch(search, nameKey)] : []),
    ...(notInPolicy ? [sql<boolean>`${notInPolicy}::uuid not in (${inPolicies})`] : []),
  ];
}
