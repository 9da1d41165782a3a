import { forgives, type Leniency } from '../dialects/dialect.ts';
import { invalidValue, mutability, noTarget } from '../errors.ts';
import type { Filter } from '../filter/ast.ts';
import { elementMatcher } from '../filter/match.ts';
import { printFilter } from '../filter/print.ts';
import { limits } from '../limits.ts';
import { normaliseOne, normaliseValues } from '../resource/normalise-value.ts';
import { isObject } from '../resource/resource.ts';
import type { Attribute } from '../schema/types.ts';
import { isSame } from '../resource/same.ts';
import { withKey } from '../resource/with-key.ts';
import { withoutRepeats } from '../resource/without-repeats.ts';
import { elementFromFilter } from './element-from-filter.ts';
import { mergeValues, removeListed } from './merge-values.ts';
import { keepOnePrimary } from './keep-one-primary.ts';
import type { PatchOperation } from './patch-operation.ts';
import type { Target } from './target.ts';

type Element = Readonly<Record<string, unknown>>;

/** The values of a multi-valued attribute after the operation; undefined when there are none left. */
export function changeValues(
  target: Target,
  before: unknown,
  operation: PatchOperation,
  options: Leniency,
): unknown {
  const values: readonly unknown[] = Array.isArray(before) ? before : [];
  const isWhole = !target.where && !target.subAttribute;
  const after = isWhole
    ? changeAll(target, values, operation, options)
    : changeSome(target, values, operation, options);
  const most = target.attribute.name === 'members' ? limits.membersPerGroup : limits.valuesPerAttribute;
  if (after.length > most && after.length > values.length)
    throw invalidValue(`${target.at} would have more than ${most} values.`);
  return after.length === 0 ? undefined : after;
}

function changeAll(
  { attribute, at }: Target,
  values: readonly unknown[],
  { op, value }: PatchOperation,
  options: Leniency,
): readonly unknown[] {
  // RFC 7644 §3.5.2.2 gives remove no value; Entra's names those to remove, and dropping all would empty a group.
  if (op === 'remove' && (value === undefined || value === null)) return [];
  const named = normaliseValues(attribute, value, at, options) ?? [];
  if (op === 'remove') return removeListed(attribute, values, named);
  return op === 'replace' ? named : mergeValues(attribute, values, named);
}

function changeSome(
  target: Target,
  values: readonly unknown[],
  operation: PatchOperation,
  options: Leniency,
): readonly unknown[] {
  const { attribute, where } = target;
  const selected = new Set(where ? values.filter(elementMatcher(attribute, where)) : values);
  if (operation.op === 'remove') {
    return withoutRepeats(
      attribute,
      values.flatMap((value) => (selected.has(value) ? unset(target, value) : [value])),
    );
  }
  if (selected.size === 0) return addElement(target, values, operation.value, options);
  const changed = values.map((value) =>
    selected.has(value) ? changeOne(target, value, operation, options) : value,
  );
  return tidy(
    attribute,
    values,
    changed.filter((value) => value !== undefined),
  );
}

// RFC 7644 §3.5.2.3 answers noTarget; Entra relies on the value being made: `emails[type eq "work"].value` is how it
// gives a user a first work e-mail.
function addElement(
  target: Target,
  values: readonly unknown[],
  value: unknown,
  options: Leniency,
): readonly unknown[] {
  const { attribute, subAttribute, where, at } = target;
  const seed = where ? seedOf(attribute, where, options) : {};
  if (where && !seed) {
    throw noTarget(`No value of ${at} matches ${printFilter(where)}, so there is nothing to change.`);
  }
  const part = normaliseOne(attribute, subAttribute ? { [subAttribute.name]: value } : value, at, options);
  if (part === undefined) return values;
  if (where) forgives(options, 'elementFromFilter');
  const described = normaliseOne(attribute, seed, at, options);
  const element = isObject(part) && isObject(described) ? { ...described, ...part } : part;
  return tidy(attribute, values, [...values, element]);
}

// Each (type, value) once (RFC 7643 §2.4), and one primary: of those that are new, the first.
function tidy(
  attribute: Attribute,
  before: readonly unknown[],
  after: readonly unknown[],
): readonly unknown[] {
  const untouched = new Set(before);
  return keepOnePrimary(withoutRepeats(attribute, after), (value) => !untouched.has(value));
}

function changeOne(
  target: Target,
  element: unknown,
  { op, value }: PatchOperation,
  options: Leniency,
): unknown {
  const { attribute, subAttribute, where, at } = target;
  const part = normaliseOne(attribute, subAttribute ? { [subAttribute.name]: value } : value, at, options);
  if (!subAttribute && part === undefined) return op === 'add' ? element : undefined;
  if (!isObject(element) || (part !== undefined && !isObject(part))) return part;
  if (subAttribute && part?.[subAttribute.name] === undefined) return withoutPart(element, subAttribute.name);
  refuseImmutable(target, element, part ?? {});
  if (subAttribute || op === 'add') return { ...element, ...part };
  return { ...(where && seedOf(attribute, where, options)), ...part };
}

function seedOf(attribute: Attribute, where: Filter, options: Leniency): Element | undefined {
  return options.forgives.has('elementFromFilter') ? elementFromFilter(attribute, where) : undefined;
}

// RFC 7643 §7: an immutable sub-attribute is set once; a member is added or removed, never turned into another.
function refuseImmutable({ attribute, at }: Target, element: Element, part: Element): void {
  for (const { name, mutability: kind } of attribute.subAttributes ?? []) {
    const isEdited =
      element[name] !== undefined && part[name] !== undefined && !isSame(element[name], part[name]);
    if (kind === 'immutable' && isEdited)
      throw mutability(`${at}.${name} cannot be edited; remove the value and add another.`);
  }
}

function unset({ subAttribute, at }: Target, element: unknown): readonly unknown[] {
  if (!subAttribute || !isObject(element)) return [];
  if (subAttribute.mutability === 'immutable' && element[subAttribute.name] !== undefined)
    throw mutability(`${at}.${subAttribute.name} cannot be removed; remove the whole value.`);
  const left = withoutPart(element, subAttribute.name);
  return left === undefined ? [] : [left];
}

// A value of which only the label is left says nothing: {"type": "work"} is not an e-mail address.
function withoutPart(element: Element, name: string): Element | undefined {
  const left = withKey(element, name, undefined);
  return Object.keys(left).some((key) => key !== 'type' && key !== 'primary') ? left : undefined;
}
