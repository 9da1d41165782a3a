import type { AttributePath, Filter } from './ast.ts';

/** The filter as text that parses to the same tree, with no parentheses that it does not need. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'logical': {
      const left = group(filter.left, filter.operator === 'and' && isLogical(filter.left, 'or'));
      const right = group(
        filter.right,
        filter.operator === 'and' ? isLogical(filter.right) : isLogical(filter.right, 'or'),
      );
      return `${left} ${filter.operator} ${right}`;
    }
    case 'not':
      return `not (${printFilter(filter.filter)})`;
    case 'compare':
      return `${printPath(filter.path)} ${filter.operator} ${JSON.stringify(filter.value)}`;
    case 'present':
      return `${printPath(filter.path)} pr`;
    case 'has':
      return `${printPath(filter.path)}[${printFilter(filter.filter)}]`;
  }
}

/** The path as text: `urn:…:User:manager.value`, `emails[type eq "work"].value`. */
export function printPath({ schema, attribute, where, subAttribute }: AttributePath): string {
  const urn = schema === undefined ? '' : `${schema}:`;
  const brackets = where ? `[${printFilter(where)}]` : '';
  const sub = subAttribute === undefined ? '' : `.${subAttribute}`;
  return `${urn}${attribute}${brackets}${sub}`;
}

function isLogical(filter: Filter, operator?: 'and' | 'or'): boolean {
  return filter.kind === 'logical' && (operator === undefined || filter.operator === operator);
}

function group(filter: Filter, needsParentheses: boolean): string {
  const text = printFilter(filter);
  return needsParentheses ? `(${text})` : text;
}
