import type { ResourceRow } from '@rollcall/database';
import type { ResourceType } from './resource-type.ts';

/** A resource ready to send: its id, its JSON text, its address and its version. */
export type ResourceAnswer = Readonly<{ id: string; json: string; location: string; version: string }>;

/**
 * The row as the client sees it (RFC 7643 §3.1). Its attributes leave Postgres as JSON text and are framed here without
 * being parsed.
 */
export function resourceAnswer(type: ResourceType, row: ResourceRow, baseUrl: string): ResourceAnswer {
  const location = `${baseUrl}/${type.endpoint}/${row.id}`;
  const version = etag(row.version);
  const related = row.related === null ? '' : `,"${type.related}":${row.related}`;
  const attributes = row.attributes === '{}' ? '' : `,${row.attributes.slice(1, -1)}`;
  const json =
    `{"schemas":["${type.resourceSchema.schema.id}"${row.extension_urns}],"id":"${row.id}"` +
    `${attributes}${related},"meta":{"resourceType":"${type.name}","created":"${row.created}",` +
    `"lastModified":"${row.modified}","location":${JSON.stringify(location)},"version":${JSON.stringify(version)}}}`;
  return { id: row.id, json, location, version };
}

/** The entity tag of a version: weak, since equal content may differ in white space (RFC 7644 §3.14). */
export function etag(version: string): string {
  return `W/"${version}"`;
}
