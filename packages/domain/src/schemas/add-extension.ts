import { countSchemaValues, insertSchema, recordChange } from '@rollcall/database';
import { invalidInput, schemaInUse } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { tenantTypes } from '../provisioning/tenant-types.ts';
import { authorOf, type Scope } from '../scope.ts';
import { readDefinition, requireFreeUrn } from './read-definition.ts';
import { requireFit } from './require-fit.ts';
import { requireRoom } from './require-room.ts';
import { lockSchemas, placeIn } from './schema-place.ts';

/**
 * Resources of the type may carry the extension, or must where it is `required`. `definition` is in the representation
 * of RFC 7643 §7. Throws `invalidSchema`, `schemaInUse`, and `invalidInput` for a type that is not there.
 */
export function addExtension(
  scope: Scope,
  input: { type: string; required?: boolean | undefined; definition: unknown },
): Promise<{ urn: string }> {
  const { type, required = false } = input;
  return inTenant(scope, async (tx) => {
    const definition = readDefinition(input.definition, 'extension');
    const own = await lockSchemas(tx);
    requireRoom(own);
    requireFreeUrn(definition, own);
    if (!tenantTypes(own).some(({ name }) => name === type))
      throw invalidInput({ type: 'Choose a resource type that is there.' });
    const place = placeIn(own, type, definition.id);
    await requireFit(tx, place, definition);
    if (required) {
      const { resources, holding } = await countSchemaValues(tx, place);
      if (resources > holding) {
        throw schemaInUse(
          `The extension cannot be required: ${resources - holding} of ${resources} resources do not have it yet. Add it as optional, and make it required when all have it.`,
        );
      }
    }
    const id = await insertSchema(tx, {
      definition,
      extends: type,
      required,
      createdBy: scope.actor.label,
    });
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Schema', id, label: definition.id },
      operation: 'create',
      paths: [
        { path: 'extends', before: null, after: type },
        { path: 'required', before: null, after: required },
      ],
    });
    return { urn: definition.id };
  });
}
