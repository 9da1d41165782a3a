import { invalidValue, type AttributePath } from '@rollcall/scim';
import type { Bind, Operand } from './operand.ts';
import { innerTarget, resourceTarget, type Filterable } from './target.ts';

/** The order of `attribute` (RFC 7644 §3.4.2.3): missing values last when ascending, first when descending. */
export function sortToSql(table: Filterable, path: AttributePath, descending: boolean, bind: Bind): string {
  const target = resourceTarget(table, path, bind);
  const direction = descending ? 'desc nulls first' : 'asc nulls last';
  if (target.kind === 'value') return `${sortKey(target.operand)} ${direction}`;
  if (target.kind !== 'elements') throw invalidValue(`"${path.attribute}" cannot be sorted by.`);
  // The primary element stands for a multi-valued attribute, else its first.
  const inner = innerTarget(target.attribute, 'e.value', { attribute: target.subAttribute ?? 'value' });
  if (inner.kind !== 'value') throw invalidValue(`"${path.attribute}" cannot be sorted by.`);
  return `(select ${sortKey(inner.operand)} from jsonb_array_elements(${target.array}) with ordinality as e (value, position)
    order by (e.value -> 'primary') is not distinct from 'true'::jsonb desc, e.position limit 1) ${direction}`;
}

function sortKey(operand: Operand): string {
  if (operand.kind !== 'string') return operand.sql;
  return `${operand.caseExact ? operand.sql : (operand.folded ?? `fold(${operand.sql})`)} collate "C"`;
}
