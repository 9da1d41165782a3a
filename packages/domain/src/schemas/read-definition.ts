import { isReservedUrn, reservedUrns, type TenantSchema } from '@rollcall/database';
import { parseSchema, ScimError, urns, type Schema } from '@rollcall/scim';
import { invalidSchema } from '../errors.ts';
import { resourceTypes } from '../provisioning/resource-type.ts';

/** The schema that an admin's definition describes. Throws `invalidSchema`. */
export function readDefinition(definition: unknown, kind: 'extension' | 'base'): Schema {
  const schema = parsed(definition);
  refuseSecrets(schema);
  if (kind === 'extension') refuseUnique(schema);
  else refuseUnenforceable(schema);
  return schema;
}

function parsed(definition: unknown): Schema {
  try {
    return parseSchema(definition);
  } catch (error) {
    throw error instanceof ScimError ? invalidSchema(error.message) : error;
  }
}

/**
 * Admins are shown whatever is kept, in the directory and in its history. So what is never returned is not kept either:
 * it is written only (docs/decisions/0027).
 */
function refuseSecrets({ attributes }: Schema): void {
  const all = attributes.flatMap((each) => [each, ...(each.subAttributes ?? [])]);
  const hidden = all.find(({ returned, mutability }) => returned === 'never' && mutability !== 'writeOnly');
  if (hidden) {
    throw invalidSchema(
      `${hidden.name} cannot be kept and never returned. Set its mutability to writeOnly, and it is checked and not kept; or return it on request.`,
    );
  }
  const required = all.find((each) => each.required && each.mutability === 'writeOnly');
  if (required) throw invalidSchema(`${required.name} cannot be required: it is written only, and not kept.`);
}

/** Nothing here has that URN, and it is the organisation's to give. Throws `invalidSchema`. */
export function requireFreeUrn({ id }: Schema, own: readonly TenantSchema[]): void {
  const urn = id.toLowerCase();
  const standard = [
    ...Object.values(urns),
    ...resourceTypes.flatMap(({ resourceSchema }) => resourceSchema.extensions.map((each) => each.id)),
  ];
  const taken = [...standard, ...own.map(({ definition }) => definition.id)];
  if (taken.some((each) => each.toLowerCase() === urn))
    throw invalidSchema(`${id} is taken. Choose another URN.`);
  if (isReservedUrn(urn))
    throw invalidSchema(
      `${id} is not yours to give: names under ${reservedUrns} are Rollcall's own. Begin with a name of your own, such as urn:example:params:scim:schemas.`,
    );
  // RFC 7643 §10: what begins like this is registered with IANA.
  if (urn.startsWith('urn:ietf:')) {
    throw invalidSchema(
      `${id} is not yours to give: names under urn:ietf: are registered with IANA. Begin with a name of your own, such as urn:example:params:scim:schemas.`,
    );
  }
}

/** Only what has an index can be kept unique, and values of an extension have none. */
function refuseUnique({ attributes }: Schema): void {
  const unique = attributes.flatMap((each) => [each, ...(each.subAttributes ?? [])]).find(isUnique);
  if (unique) {
    throw invalidSchema(
      `${unique.name} cannot be unique: an attribute of an extension never is. Set its uniqueness to none.`,
    );
  }
}

/** One single-valued text of a base schema can be kept unique. */
function refuseUnenforceable({ attributes }: Schema): void {
  const inside = attributes.flatMap(({ subAttributes }) => subAttributes ?? []).find(isUnique);
  if (inside) {
    throw invalidSchema(
      `${inside.name} cannot be unique: it is part of another attribute. Set its uniqueness to none.`,
    );
  }
  const [unique, another] = attributes.filter(isUnique);
  if (unique && another) {
    throw invalidSchema(`${unique.name} and ${another.name} cannot both be unique: choose one.`);
  }
  if (unique && (unique.multiValued || (unique.type !== 'string' && unique.type !== 'reference'))) {
    throw invalidSchema(`${unique.name} cannot be unique: only a string or reference with one value can.`);
  }
}

const isUnique = ({ uniqueness }: { uniqueness: string }) => uniqueness !== 'none';
