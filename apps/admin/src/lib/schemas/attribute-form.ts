import type { Attribute } from '#lib/contract.ts';

/** The fields of the form that describes an attribute. Lists are written with commas between. */
export const attributeFields = [
  'attribute',
  'type',
  'description',
  'parts',
  'values',
  'required',
  'caseExact',
  'mutability',
  'returned',
  'uniqueness',
  'canonicalValues',
] as const;

export type AttributeForm = Record<(typeof attributeFields)[number], string>;

/** What a new attribute is unless said otherwise (RFC 7643 §2.2). */
export const newAttribute: AttributeForm = {
  attribute: '',
  type: 'string',
  description: '',
  parts: '',
  values: 'one',
  required: 'no',
  caseExact: 'no',
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  canonicalValues: '',
};

/** The form as it describes the attribute. */
export function formOf(attribute: Attribute): AttributeForm {
  return {
    attribute: attribute.name,
    type: attribute.type,
    description: attribute.description,
    parts: (attribute.subAttributes ?? [])
      .map(({ name, type }) => (type === 'string' ? name : `${name} ${type}`))
      .join(', '),
    values: attribute.multiValued ? 'several' : 'one',
    required: attribute.required ? 'yes' : 'no',
    caseExact: attribute.caseExact ? 'yes' : 'no',
    mutability: attribute.mutability,
    returned: attribute.returned,
    uniqueness: attribute.uniqueness,
    canonicalValues: (attribute.canonicalValues ?? []).join(', '),
  };
}

/** The attribute that the form describes, in the words of RFC 7643 §7; parts that were there before keep all they are. */
export function attributeOf(form: AttributeForm, before?: Attribute): Record<string, unknown> {
  const isComplex = form.type === 'complex';
  const canonicalValues = listOf(form.canonicalValues);
  const parts = listOf(form.parts).map((part) => {
    const [name = '', type = 'string'] = part.split(/\s+/);
    const known = before?.subAttributes?.find((each) => each.name === name && each.type === type);
    return known ?? { name, type };
  });
  return {
    name: form.attribute,
    type: form.type,
    description: form.description,
    multiValued: form.values === 'several',
    required: form.required === 'yes',
    mutability: form.mutability,
    returned: form.mutability === 'writeOnly' ? 'never' : form.returned,
    // An extension's form does not ask: none of its attributes can be unique.
    uniqueness: form.uniqueness || 'none',
    ...(isComplex ? { subAttributes: parts } : { caseExact: isExact(form) }),
    ...(canonicalValues.length > 0 ? { canonicalValues } : {}),
  };
}

/** RFC 7643 §2.3.6 and §2.3.7: the case of a binary value or a reference always counts. */
function isExact({ type, caseExact }: AttributeForm): boolean {
  return caseExact === 'yes' || type === 'binary' || type === 'reference';
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}
