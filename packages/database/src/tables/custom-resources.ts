import type { ResourceSchema } from '@rollcall/scim';
import { customColumns } from '../filter/columns.ts';
import { resourceTable } from './resource-table.ts';

/** The resources of one of a tenant's own types, which all tenants and types keep in one table. */
export function customResources(typeId: string, resourceSchema: ResourceSchema) {
  return {
    resourceSchema,
    columns: customColumns(resourceSchema.name),
    relations: {},
    ...resourceTable({
      table: 'custom_resources',
      only: `type_id = '${typeId}'`,
      resourceType: 'Resource',
      label: `concat('${resourceSchema.name}', ' ' || display_name)`,
      columns: ['extension_urns', 'type_id', 'unique_key'],
      beside: { join: '', version: 'r.version', modified: 'r.updated_at' },
      memberColumn: undefined,
      relatedOnUpdate: false,
      related: () => 'null',
    }),
  };
}
