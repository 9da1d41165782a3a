import { urns } from './urns.ts';
import { managerTarget } from '../mapping/attribute-mappings.ts';
import type { Dialect } from './tenant-url.ts';

/** One operation of a PATCH as Entra writes it. */
export type PatchOperation = { op: string; path?: string; value?: unknown };

/** A PATCH message. */
export type PatchBody = { schemas: readonly string[]; Operations: readonly PatchOperation[] };

/** A value to be set; `hadValue` decides between Add and Replace. */
export type AttributeChange = { target: string; value: string | boolean; hadValue: boolean };

/** The update of a user's or group's attributes; `variant` picks among the shapes Entra has been seen to send. */
export function attributesPatch(
  dialect: Dialect,
  changes: readonly AttributeChange[],
  variant: number,
): PatchBody {
  const operations =
    dialect === 'default' ? changes.map(verboseOperation) : mergedOperations(changes, variant);
  return envelope(operations, variant);
}

/** The manager reference set to this id: a bare string in both dialects. */
export function managerPatch(
  dialect: Dialect,
  managerId: string,
  hadValue: boolean,
  variant: number,
): PatchBody {
  const op = verb(dialect, hadValue ? 'Replace' : 'Add');
  const isPathless = dialect !== 'default' && variant % 2 === 1;
  const operation = isPathless
    ? { op, value: { [managerTarget]: managerId } }
    : { op, path: managerTarget, value: managerId };
  return envelope([operation], variant);
}

/** The manager reference removed: Replace with an empty value, or the flagged dialect's filtered remove. */
export function managerRemovalPatch(
  dialect: Dialect,
  formerId: string | undefined,
  variant: number,
): PatchBody {
  const isFiltered = dialect !== 'default' && formerId !== undefined && variant % 2 === 0;
  const operation = isFiltered
    ? { op: 'remove', path: `${managerTarget}[value eq "${formerId}"]` }
    : { op: verb(dialect, 'Replace'), path: managerTarget, value: '' };
  return envelope([operation], variant);
}

/** These members added: path `members` with an array, `$ref: null` present or absent. */
export function addMembersPatch(dialect: Dialect, memberIds: readonly string[], variant: number): PatchBody {
  return envelope([addMembers(dialect, memberIds, variant)], variant);
}

/** These members removed: by the value array, or in the flagged dialect by one filtered path each. */
export function removeMembersPatch(
  dialect: Dialect,
  memberIds: readonly string[],
  variant: number,
): PatchBody {
  return envelope(removeMembers(dialect, memberIds, variant), variant);
}

/** Adds and removes of the same members in one PATCH; the last operation of each decides. */
export function interleavedMembersPatch(
  dialect: Dialect,
  outcome: 'present' | 'absent',
  memberIds: readonly string[],
  variant: number,
): PatchBody {
  const add = addMembers(dialect, memberIds, variant);
  const remove = removeMembers(dialect, memberIds, variant);
  return envelope(outcome === 'present' ? [add, ...remove, add] : [...remove, add, ...remove], variant);
}

// The key order of the message varies in what Entra sends.
function envelope(Operations: readonly PatchOperation[], variant: number): PatchBody {
  const schemas = [urns.patchOp];
  return (variant >> 1) % 2 === 0 ? { schemas, Operations } : { Operations, schemas };
}

function verb(dialect: Dialect, op: 'Add' | 'Replace' | 'Remove'): string {
  return dialect === 'default' ? op : op.toLowerCase();
}

function verboseOperation({ target, value, hadValue }: AttributeChange): PatchOperation {
  // The IsSoftDeleted switch yields text, hence "True" and "False".
  const written = typeof value === 'boolean' ? (value ? 'True' : 'False') : value;
  return { op: hadValue ? 'Replace' : 'Add', path: target, value: written };
}

function mergedOperations(changes: readonly AttributeChange[], variant: number): PatchOperation[] {
  const [only, second] = changes;
  if (only !== undefined && second === undefined && (only.target === 'active' || variant % 2 === 0)) {
    return [pathOperation(only)];
  }
  const filtered = changes.filter(({ target }) => target.includes('['));
  const plain = changes.filter(({ target }) => !target.includes('['));
  return [
    ...filtered.map(pathOperation),
    ...merged(
      'replace',
      plain.filter(({ hadValue }) => hadValue),
    ),
    ...merged(
      'add',
      plain.filter(({ hadValue }) => !hadValue),
    ),
  ];
}

function pathOperation({ target, value, hadValue }: AttributeChange): PatchOperation {
  return { op: hadValue ? 'replace' : 'add', path: target, value };
}

function merged(op: string, changes: readonly AttributeChange[]): PatchOperation[] {
  if (changes.length === 0) return [];
  return [{ op, value: Object.fromEntries(changes.map(({ target, value }) => [target, value])) }];
}

function addMembers(dialect: Dialect, memberIds: readonly string[], variant: number): PatchOperation {
  return { op: verb(dialect, 'Add'), path: 'members', value: memberValues(memberIds, variant) };
}

function removeMembers(dialect: Dialect, memberIds: readonly string[], variant: number): PatchOperation[] {
  if (dialect === 'default')
    return [{ op: 'Remove', path: 'members', value: memberValues(memberIds, variant) }];
  return memberIds.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }));
}

function memberValues(memberIds: readonly string[], variant: number): unknown[] {
  return memberIds.map((value) => (variant % 2 === 0 ? { $ref: null, value } : { value }));
}
