import type { DirectoryResourceRow } from '@rollcall/database';
import type { Attribute, Schema } from '@rollcall/scim';
import { uniqueAttribute } from '../provisioning/tenant-types.ts';
import { attributeValues, type AttributeValue } from './attribute-value.ts';

/** A resource of one of the organisation's own types, in a list. Times are ISO 8601. */
export type OwnResourceRow = Omit<
  DirectoryResourceRow,
  'attributes' | 'version' | 'createdAt' | 'updatedAt'
> &
  Readonly<{
    createdAt: string;
    updatedAt: string;
    /** The values of the columns of its list, those that it has. */
    values: Readonly<Record<string, AttributeValue['value']>>;
  }>;

/** A resource with everything known of it. */
export type OwnResource = Omit<OwnResourceRow, 'values'> &
  Readonly<{ version: number; attributes: AttributeValue[] }>;

const columnsAtMost = 3;

/** The attributes that tell resources of a type apart in a list: the first that hold one plain value and name nothing. */
export function listColumns(schema: Schema): string[] {
  const isName = ({ name }: Attribute) => name === 'displayName' || name === 'name';
  const name = schema.attributes.find(isName) ?? uniqueAttribute(schema);
  return schema.attributes
    .filter((each) => each !== name && !isName(each) && isPlain(each))
    .slice(0, columnsAtMost)
    .map((each) => each.name);
}

function isPlain({ type, multiValued, mutability }: Attribute): boolean {
  return type !== 'complex' && !multiValued && mutability !== 'writeOnly';
}

/** The row as a list with those columns shows it. */
export function ownResourceRow(row: DirectoryResourceRow, columns: readonly string[]): OwnResourceRow {
  const values = attributeValues(row.attributes).filter(({ path }) => columns.includes(path));
  return { ...facts(row), values: Object.fromEntries(values.map(({ path, value }) => [path, value])) };
}

/** The whole row as admins see it. */
export function ownResourceView(row: DirectoryResourceRow): OwnResource {
  return { ...facts(row), version: Number(row.version), attributes: attributeValues(row.attributes) };
}

function facts(row: DirectoryResourceRow) {
  const { id, displayName, externalId, origin } = row;
  const [createdAt, updatedAt] = [row.createdAt.toISOString(), row.updatedAt.toISOString()];
  return { id, displayName, externalId, origin, createdAt, updatedAt };
}
