import {
  countSchemaValues,
  deleteSchema,
  recordChange,
  removeCustomResources,
  removeSchemaValues,
} from '@rollcall/database';
import { schemaInUse } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { lockSchemas, ownSchema, placeIn, placeOf } from './schema-place.ts';

/**
 * The organisation's own schema is gone. Resources lose what they hold under an extension; the resources of a type whose
 * base it was are deleted. All of it is in the ledger. `losing` is how many resources that may be: throws `schemaInUse`
 * when there are more, or while a type is still extended, and `notFound`.
 */
export function removeSchema(scope: Scope, urn: string, losing: number): Promise<void> {
  return inTenant(scope, async (tx) => {
    const own = await lockSchemas(tx);
    const schema = ownSchema(own, urn);
    const extension = own.find((each) => each.extends !== null && each.extends === schema.name);
    if (extension)
      throw schemaInUse(`${extension.definition.id} extends this type. Remove that schema first.`);
    const { holding } = await countSchemaValues(tx, placeOf(own, schema));
    if (holding > losing) {
      throw schemaInUse(
        `${holding} ${holding === 1 ? 'resource would lose its' : 'resources would lose their'} values, not ${losing}. Look again, then confirm.`,
      );
    }
    const author = authorOf(scope);
    if (schema.extends === null) await removeCustomResources(tx, author, schema);
    else await removeSchemaValues(tx, author, placeIn(own, schema.extends, schema.definition.id));
    await deleteSchema(tx, schema.id);
    await recordChange(tx, author, {
      resource:
        schema.extends === null
          ? { type: 'ResourceType', id: schema.id, label: schema.name }
          : { type: 'Schema', id: schema.id, label: schema.definition.id },
      operation: 'delete',
      paths: [{ path: 'schema', before: schema.definition, after: null }],
    });
  });
}
