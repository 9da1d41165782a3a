import type { AttributePath } from '../filter/ast.ts';
import { findPath } from '../path/parse.ts';
import { isObject } from '../resource/resource.ts';
import { urns } from '../schema/urns.ts';
import type { PatchOperation } from './patch-operation.ts';

/**
 * The operations on a group's members, each with its path, and the rest, both in their order. A path-less operation that
 * touches members and more is divided.
 */
export function splitMembership(operations: readonly PatchOperation[]): {
  members: PatchOperation[];
  rest: PatchOperation[];
} {
  const members: PatchOperation[] = [];
  const rest: PatchOperation[] = [];
  for (const operation of operations) {
    if (operation.path) (isMembers(operation.path) ? members : rest).push(operation);
    else divide(operation, members, rest);
  }
  return { members, rest };
}

function divide(operation: PatchOperation, members: PatchOperation[], rest: PatchOperation[]): void {
  const { op, value } = operation;
  if (!isObject(value)) {
    rest.push(operation);
    return;
  }
  const others: Record<string, unknown> = {};
  let isDivided = false;
  for (const [key, inner] of Object.entries(value)) {
    // Reading every key as a path would be waste: most PATCHes of a group have nothing but members or a name.
    const path = key.toLowerCase().includes('members') ? findPath(key) : undefined;
    if (path && isMembers(path)) {
      members.push({ op, path, value: inner });
      isDivided = true;
    } else if (key !== '__proto__') others[key] = inner;
  }
  if (!isDivided) rest.push(operation);
  else if (Object.keys(others).length > 0) rest.push({ op, value: others });
}

function isMembers({ schema, attribute }: AttributePath): boolean {
  if (attribute.toLowerCase() !== 'members') return false;
  return schema === undefined || schema.toLowerCase() === urns.group.toLowerCase();
}
