import type { Json } from '../http/json.ts';

/** A value that fits an attribute as its schema describes it (RFC 7643 §7); `text` makes it unlike every other. */
export function valueFor(attribute: Json, text: string): unknown {
  const one = single(attribute, text);
  return attribute.multiValued ? [one] : one;
}

function single(attribute: Json, text: string): unknown {
  if (attribute.canonicalValues?.length > 0) return attribute.canonicalValues[0];
  switch (attribute.type) {
    case 'boolean':
      return true;
    case 'integer':
      return 1;
    case 'decimal':
      return 1.5;
    case 'dateTime':
      return '2020-02-29T12:00:00Z';
    case 'binary':
      return Buffer.from(text).toString('base64');
    case 'reference':
      return `https://conform.example/${text}`;
    case 'complex':
      return complex(attribute, text);
    default:
      return /mail/i.test(attribute.name) ? `${text}@conform.example` : text;
  }
}

/** Its required parts, and its value where it has one. */
function complex({ name, subAttributes = [] }: Json, text: string): object {
  const parts: Json[] = subAttributes.filter(
    (each: Json) => each.mutability !== 'readOnly' && (each.required || each.name === 'value'),
  );
  const chosen = parts.length > 0 ? parts : subAttributes.slice(0, 1);
  const isMail = /mail/i.test(name);
  return Object.fromEntries(
    chosen.map((each: Json) => [
      each.name,
      isMail && each.name === 'value' ? `${text}@conform.example` : valueFor(each, text),
    ]),
  );
}
