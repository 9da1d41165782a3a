import { invalidSyntax, invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import { isObject } from '../resource/resource.ts';
import { commonAttributes } from './common-attributes.ts';
import { readKeys, readText } from './definition.ts';
import { parseAttributes } from './parse-attribute.ts';
import type { Schema } from './types.ts';

// RFC 8141: urn:<NID>:<NSS>. A path reads everything up to its last colon as the URN, so a URN ends in a name, and it
// holds nothing that a filter, a path or a query would have to quote.
const urn = /^urn:[a-z0-9][a-z0-9-]{0,31}(?::[\w.-]+)*:[a-z][\w-]*$/i;

/**
 * The schema that a definition in the representation of RFC 7643 §7 describes. Characteristics it does not mention have
 * the defaults of §2.2. Throws `invalidSyntax` when it is no object, else `invalidValue` with the place and the remedy.
 */
export function parseSchema(definition: unknown): Schema {
  if (!isObject(definition))
    throw invalidSyntax('A schema must be a JSON object with id, name, description and attributes.');
  const given = readKeys(
    definition,
    ['schemas', 'id', 'name', 'description', 'attributes', 'meta'],
    'The schema',
  );
  const id = readId(given.id);
  const schema = {
    id,
    name: readText(given.name, "The schema's name", 100, id.slice(id.lastIndexOf(':') + 1)),
    description: readText(given.description, "The schema's description", 1000, ''),
    attributes: parseAttributes(given.attributes, 'attributes'),
  };
  refuseCommonNames(schema);
  return schema;
}

function readId(value: unknown): string {
  const id = readText(value, "The schema's id", limits.urnLength);
  if (!urn.test(id))
    throw invalidValue(
      `The schema's id must be a URN of letters, digits, ".", "-", "_" and ":" that ends in a name, such as urn:example:params:scim:schemas:extension:acme:2.0:User.`,
    );
  if (id.toLowerCase().startsWith('urn:ietf:params:scim:api:'))
    throw invalidValue(`The schema's id cannot be ${id}: that name is for messages (RFC 7644 §8.2).`);
  return id;
}

// RFC 7643 §3.1: these are every resource's, and no schema defines them anew.
function refuseCommonNames({ attributes }: Schema): void {
  const taken = new Set(commonAttributes.map(({ name }) => name.toLowerCase()));
  const clash = attributes.find(({ name }) => taken.has(name.toLowerCase()));
  if (clash)
    throw invalidValue(`The schema cannot define ${clash.name}: every resource has it (RFC 7643 §3.1).`);
}
