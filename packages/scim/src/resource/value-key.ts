import { fold } from '../filter/fold.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute } from '../schema/types.ts';
import { isObject } from './resource.ts';

/** What tells one value of a multi-valued attribute from another: its `value`, folded where letters' case does not count. */
export function valueKey(attribute: Attribute, element: unknown): string {
  const plain = isObject(element) ? element['value'] : element;
  const { caseExact } = findSubAttribute(attribute, 'value') ?? attribute;
  return typeof plain === 'string' && !caseExact ? fold(plain) : String(plain);
}

/** Its `type`, folded; undefined when it has none. */
export function typeKey(element: unknown): string | undefined {
  const type = isObject(element) ? element['type'] : undefined;
  return typeof type === 'string' ? fold(type) : undefined;
}
