import type { Attribute } from './types.ts';

type Characteristics = Partial<Omit<Attribute, 'name' | 'description'>>;

/** An attribute with the defaults of RFC 7643 §2.2 wherever the third argument is silent. */
export function attribute(
  name: string,
  description: string,
  characteristics: Characteristics = {},
): Attribute {
  return {
    name,
    type: 'string',
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...characteristics,
  };
}

/** A multi-valued complex attribute with the sub-attributes of RFC 7643 §2.4: value, display, type, primary. */
export function plural(
  name: string,
  description: string,
  options: { value?: Characteristics; types?: readonly string[] } = {},
): Attribute {
  return attribute(name, description, {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', 'The value itself.', options.value),
      attribute('display', 'A name for people to read.'),
      attribute(
        'type',
        'What the value is used for.',
        options.types ? { canonicalValues: options.types } : {},
      ),
      attribute('primary', 'True for the preferred value; at most one value is.', { type: 'boolean' }),
    ],
  });
}
