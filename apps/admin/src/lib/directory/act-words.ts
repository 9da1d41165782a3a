import type { BulkJob } from '../contract.ts';
import { count } from '../format/count.ts';

type Act = BulkJob['act'];
type About = BulkJob['about'];

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

const onPeople: Readonly<Record<Act, ActWords>> = {
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

const onGroups: Partial<Record<Act, Partial<ActWords>>> = {
  archive: {
    meaning: 'They are out of the list of groups. Their members stay in them, and you can bring them back.',
    unfit: 'What is archived already is left as it is.',
  },
  unarchive: {
    meaning: 'They are in the list of groups again.',
    unfit: 'What is not archived is left as it is.',
  },
  delete: {
    meaning: 'They are gone for good, and their members are in them no longer. The people themselves stay.',
    unfit: 'What SCIM brought is deleted in the identity provider, and is left as it is here.',
  },
  assign: {
    meaning: 'Whoever is in them holds the role from then on, and so does whoever joins.',
    unfit: 'Those that hold it already are left as they are.',
  },
  unassign: {
    meaning: 'They no longer give the role to whoever is in them. What is given by name or by a rule stays.',
    unfit: 'Those that were not given it are left as they are.',
  },
};

/** An act on people or groups in words. */
export function wordsOf({ about, act }: { about: About; act: Act }): ActWords {
  return about === 'Group' ? { ...onPeople[act], ...onGroups[act] } : onPeople[act];
}

/** `8 people`, `1 group`. */
export function countOf(about: About, amount: number): string {
  return about === 'Group' ? count(amount, 'group') : count(amount, 'person', 'people');
}

/** The act on so many: `Give a role to 8 people`, with the role where it is known. */
export function deedOf(of: {
  about: About;
  act: Act;
  total: number;
  role?: string | null | undefined;
}): string {
  const { verb } = wordsOf(of);
  const { about, total, role } = of;
  return `${role ? verb.replace('a role', () => role) : verb} ${countOf(about, total)}`;
}

/** The acts that the list of users offers. */
export const actsOnUsers = [
  'assign',
  'unassign',
  'suspend',
  'restore',
  'archive',
  'unarchive',
  'delete',
] as const;

/** The acts that the list of groups offers. */
export const actsOnGroups = ['assign', 'unassign', 'archive', 'unarchive', 'delete'] as const;
