import { isViolation, sqlState } from '@rollcall/database';
import { ScimError } from '@rollcall/scim';
import { invalidInput } from '../errors.ts';

/** A field of a form, and how the engine names what stands in it. */
type FieldPath = readonly [field: string, path: string];

/** What the change answers; what the engine or a unique key refuses is thrown as `invalidInput` of the field it is about. */
export async function takeRefusal<Result>(
  fields: readonly FieldPath[],
  change: () => Promise<Result>,
): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    throw meaningFor(fields, error);
  }
}

function meaningFor(fields: readonly FieldPath[], error: unknown): unknown {
  if (isViolation(error, 'users_user_name_key')) {
    const taken =
      'Somebody here already has this user name, be it in other letters’ case or archived. Choose another.';
    return invalidInput({ userName: taken });
  }
  if (isViolation(error, 'groups_display_name_key')) {
    const taken =
      'A group here already has this name, be it in other letters’ case or archived. Choose another.';
    return invalidInput({ displayName: taken });
  }
  if (isViolation(error, 'memberships_self_check') || sqlState(error) === 'RC004') {
    return invalidInput({
      members: 'A group cannot be inside itself, nor inside a group that is inside it.',
    });
  }
  if (!(error instanceof ScimError)) return error;
  // The engine's sentences begin with the path of what they are about.
  const [field] = fields.find(([, path]) => error.message.startsWith(path)) ?? fields[0] ?? ['form'];
  return invalidInput({ [field]: error.message });
}
