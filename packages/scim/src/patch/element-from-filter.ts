import type { Filter } from '../filter/ast.ts';
import { literalFor } from '../filter/literal.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute } from '../schema/types.ts';

type Element = Readonly<Record<string, unknown>>;

/**
 * The value that a filter describes when it is a conjunction of equalities, as `type eq "work"` describes
 * `{type: "work"}`; undefined when it says anything else.
 */
export function elementFromFilter(attribute: Attribute, filter: Filter): Element | undefined {
  if (filter.kind === 'logical' && filter.operator === 'and') {
    const left = elementFromFilter(attribute, filter.left);
    const right = elementFromFilter(attribute, filter.right);
    return left && right && { ...left, ...right };
  }
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.value === null) return undefined;
  const part = findSubAttribute(attribute, filter.path.attribute);
  return part && { [part.name]: literalFor(part, filter.value) };
}
