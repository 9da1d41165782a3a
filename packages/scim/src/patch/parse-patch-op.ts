import { dialects, forgives, type Leniency } from '../dialects/dialect.ts';
import { mendUrn } from '../dialects/read.ts';
import { invalidPath, invalidSyntax, invalidValue, noTarget, tooLarge } from '../errors.ts';
import { limits } from '../limits.ts';
import { parsePath } from '../path/parse.ts';
import { isObject } from '../resource/resource.ts';
import { urns } from '../schema/urns.ts';
import type { PatchOperation } from './patch-operation.ts';

/**
 * The operations of a PatchOp body (RFC 7644 §3.5.2), in order; an empty list is fine. Keys of the envelope and `op` are
 * read in any case of letters. Throws `invalidSyntax`, `invalidPath`, `invalidValue`, `noTarget` or `tooLarge`, and
 * names the operation.
 */
export function parsePatchOp(body: unknown, options: Leniency = dialects.rfc): PatchOperation[] {
  if (!isObject(body)) throw invalidSyntax('The body must be a JSON object with schemas and Operations.');
  requirePatchOp(readKey(body, 'schemas'), options);
  const operations = readKey(body, 'operations');
  if (!Array.isArray(operations))
    throw invalidSyntax('Operations is missing: it must be an array of operations.');
  if (operations.length > limits.patchOperations) {
    throw tooLarge(
      `The PATCH has ${operations.length} operations; at most ${limits.patchOperations} are allowed.`,
    );
  }
  return operations.map((operation, index) => parseOperation(operation, `Operation ${index + 1}`, options));
}

function requirePatchOp(schemas: unknown, options: Leniency): void {
  if (schemas === undefined && forgives(options, 'missingSchemas')) return;
  const listed = Array.isArray(schemas) ? schemas : [schemas];
  const isPatchOp = (urn: unknown) =>
    typeof urn === 'string' && urn.toLowerCase() === urns.patchOp.toLowerCase();
  if (!listed.some(isPatchOp)) throw invalidSyntax(`schemas must list ${urns.patchOp}.`);
}

function parseOperation(operation: unknown, label: string, options: Leniency): PatchOperation {
  if (!isObject(operation)) throw invalidSyntax(`${label} must be an object with op, path and value.`);
  const op = parseOp(readKey(operation, 'op'), label);
  const path = readKey(operation, 'path');
  const value = readKey(operation, 'value');
  if (op !== 'remove' && value === undefined) throw invalidValue(`${label} (${op}) has no value.`);
  const withValue = value === undefined ? { op } : { op, value };
  if (path === undefined || path === null || path === '') {
    // RFC 7644 §3.5.2.2: a remove that does not say what to remove has no target.
    if (op === 'remove') throw noTarget(`${label} (remove) has no path; say which attribute to remove.`);
    return withValue;
  }
  if (typeof path !== 'string') throw invalidPath(`The path of ${label.toLowerCase()} must be text.`);
  const complain = (detail: string) =>
    invalidPath(`The path of ${label.toLowerCase()} cannot be read. ${detail}`);
  return { ...withValue, path: parsePath(mendUrn(path, options), options, complain) };
}

function parseOp(op: unknown, label: string): PatchOperation['op'] {
  const name = typeof op === 'string' ? op.toLowerCase() : undefined;
  if (name === 'add' || name === 'replace' || name === 'remove') return name;
  throw invalidSyntax(`${label} must have an op of add, replace or remove.`);
}

function readKey(object: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : object[key];
}
