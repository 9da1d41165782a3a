import { invalidSyntax, invalidValue, ScimError, tooLarge } from '../errors.ts';
import { limits } from '../limits.ts';
import { isObject } from '../resource/resource.ts';
import { urns } from '../schema/urns.ts';
import type { BulkOperation, BulkRequest } from './bulk-operation.ts';

/**
 * The operations of a BulkRequest body (RFC 7644 §3.7). One that makes no sense carries its refusal, so that it fails in
 * its own place; throws `invalidSyntax`, `invalidValue` or `tooLarge` only for the request as a whole.
 */
export function parseBulkRequest(body: unknown): BulkRequest {
  if (!isObject(body)) throw invalidSyntax('The body must be a JSON object with schemas and Operations.');
  const envelope = lowerKeys(body);
  requireBulkRequest(envelope['schemas']);
  const operations = envelope['operations'];
  if (!Array.isArray(operations))
    throw invalidSyntax('Operations is missing: it must be an array of operations.');
  if (operations.length > limits.bulkOperations) {
    throw tooLarge(
      `The request has ${operations.length} operations; at most ${limits.bulkOperations} are allowed.`,
    );
  }
  const parsed = operations.map(parseOperation);
  requireDistinct(parsed);
  return { failOnErrors: parseFailOnErrors(envelope['failonerrors']), operations: parsed };
}

function requireBulkRequest(schemas: unknown): void {
  const isNamed =
    Array.isArray(schemas) &&
    schemas.some((urn) => typeof urn === 'string' && urn.toLowerCase() === urns.bulkRequest.toLowerCase());
  if (!isNamed) throw invalidSyntax(`schemas must list ${urns.bulkRequest}.`);
}

function parseFailOnErrors(value: unknown): number {
  if (value === undefined || value === null) return Infinity;
  if (Number.isInteger(value) && Number(value) > 0) return Number(value);
  throw invalidValue('failOnErrors must be a whole number of at least 1.');
}

/** RFC 7644 §3.7: a bulkId names one resource. */
function requireDistinct(operations: readonly BulkOperation[]): void {
  const seen = new Set<string>();
  for (const { method, bulkId } of operations) {
    if (method !== 'POST' || bulkId === undefined) continue;
    if (seen.has(bulkId))
      throw invalidValue(`The bulkId "${bulkId.slice(0, 64)}" is given to two operations.`);
    seen.add(bulkId);
  }
}

function parseOperation(given: unknown, index: number): BulkOperation {
  const label = `Operation ${index + 1}`;
  const read = isObject(given) ? lowerKeys(given) : {};
  const method = text(read['method']).toUpperCase();
  const path = text(read['path']);
  const [, endpoint = '', id] = /^\/*([^/?#]+)(?:\/+([^/?#]+))?\/*$/.exec(path) ?? [];
  const operation = {
    method,
    path,
    endpoint,
    ...(id === undefined ? {} : { id }),
    ...(typeof read['bulkid'] === 'string' ? { bulkId: read['bulkid'] } : {}),
    ...(typeof read['version'] === 'string' ? { version: read['version'] } : {}),
    ...(read['data'] === undefined ? {} : { data: read['data'] }),
  };
  const refusal = refusalOf(operation, label);
  return refusal ? { ...operation, refusal } : operation;
}

function refusalOf(operation: BulkOperation, label: string): ScimError | undefined {
  const { method, endpoint, id, bulkId, data } = operation;
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
    return invalidSyntax(`${label} must have a method of POST, PUT, PATCH or DELETE.`);
  if (endpoint === '') return invalidSyntax(`${label} must have a path such as /Users or /Users/<id>.`);
  if (method === 'POST') {
    if (id !== undefined) return invalidSyntax(`${label} (POST) must have a path without an id.`);
    if (!bulkId) return invalidSyntax(`${label} (POST) must have a bulkId.`);
  } else if (id === undefined) {
    return invalidSyntax(`${label} (${method}) must have a path with the id of a resource.`);
  }
  if (method !== 'DELETE' && data === undefined) return invalidSyntax(`${label} (${method}) has no data.`);
  return undefined;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** RFC 7643 §2.1: names are read in any case of letters. */
function lowerKeys(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]));
}
