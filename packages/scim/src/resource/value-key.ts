import { fold } from '../filter/fold.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute } from '../schema/types.ts';
import { isObject } from './resource.ts';

/**
 * Reads what tells one value of the multi-valued attribute from another: its `value`, folded where letters' case does not
 * count.
 */
export function valueKeyOf(attribute: Attribute): (element: unknown) => string {
  const { caseExact } = findSubAttribute(attribute, 'value') ?? attribute;
  return (element) => {
    const plain = isObject(element) ? element['value'] : element;
    return typeof plain === 'string' && !caseExact ? fold(plain) : String(plain);
  };
}

/** Its `type`, folded; undefined when it has none. */
export function typeKey(element: unknown): string | undefined {
  const type = isObject(element) ? element['type'] : undefined;
  return typeof type === 'string' ? fold(type) : undefined;
}
