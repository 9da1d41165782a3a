import type { BulkJob } from '../contract.ts';

export type ActWords = Readonly<{
  verb: string;
  doing: string;
  done: string;
  /** What it means for those it is done to, and how it is undone. */
  meaning: string;
  /** Why it may not fit everyone chosen. */
  unfit: string;
  isDestructive: boolean;
}>;

/** What can be done to many people at once, in words. */
export const actWords: Readonly<Record<BulkJob['act'], ActWords>> = {
  suspend: {
    verb: 'Suspend',
    doing: 'Suspending',
    done: 'suspended',
    meaning: 'They can no longer sign in, until you restore their access.',
    unfit: 'Whom SCIM brought is suspended in the identity provider, and is left as they are here.',
    isDestructive: false,
  },
  restore: {
    verb: 'Restore',
    doing: 'Restoring',
    done: 'restored',
    meaning: 'Those an admin suspended can sign in again.',
    unfit: 'Whoever was not suspended here is left as they are.',
    isDestructive: false,
  },
  archive: {
    verb: 'Archive',
    doing: 'Archiving',
    done: 'archived',
    meaning:
      'They cannot sign in and are out of the list. Their history stays, SCIM goes on reading and writing them, and you can bring them back.',
    unfit: 'Whoever is archived already, or waits for a decision, is left as they are.',
    isDestructive: false,
  },
  unarchive: {
    verb: 'Bring back',
    doing: 'Bringing back',
    done: 'brought back',
    meaning: 'They are in the list again, with the access that is theirs by now.',
    unfit: 'Whoever is not archived is left as they are.',
    isDestructive: false,
  },
  delete: {
    verb: 'Delete',
    doing: 'Deleting',
    done: 'deleted',
    meaning:
      'They are gone from the directory and from every group, for good. The ledger keeps what they were.',
    unfit: 'Whoever is gone meanwhile is passed over.',
    isDestructive: true,
  },
  assign: {
    verb: 'Give a role to',
    doing: 'Giving a role to',
    done: 'given the role',
    meaning: 'They hold the role from then on.',
    unfit: 'Whoever holds it already is left as they are.',
    isDestructive: false,
  },
  unassign: {
    verb: 'Take a role from',
    doing: 'Taking a role from',
    done: 'relieved of the role',
    meaning: 'They no longer hold the role by name. What a group or a rule gives them stays.',
    unfit: 'Whoever does not hold it by name is left as they are.',
    isDestructive: true,
  },
};

/** The act on those people: `Give a role to 8 people`, with the role where it is known. */
export function deedOf(act: BulkJob['act'], people: string, role?: string | null): string {
  const verb = role ? actWords[act].verb.replace('a role', () => role) : actWords[act].verb;
  return `${verb} ${people}`;
}

/** The acts that the list offers. */
export const offeredActs = [
  'assign',
  'unassign',
  'suspend',
  'restore',
  'archive',
  'unarchive',
  'delete',
] as const;
