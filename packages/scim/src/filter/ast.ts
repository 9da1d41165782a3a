/** An attribute as it is written in a filter or a path (RFC 7644 §3.4.2.2 and §3.5.2), not yet looked up in a schema. */
export type AttributePath = Readonly<{
  /** The URN in front, exactly as written and without its last colon, when there is one. */
  schema?: string;
  attribute: string;
  subAttribute?: string;
  /**
   * A value filter between attribute and sub-attribute: `emails[type eq "work"].value`.
   * The RFC knows it in PATCH paths only; Entra also compares with it in filters.
   */
  where?: Filter;
}>;

export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

/** A literal: a JSON string, number, boolean or null (RFC 7644 §3.4.2.2 `compValue`). */
export type FilterValue = string | number | boolean | null;

/** A filter as a tree of five kinds of node. Attribute names inside a value path are relative to it. */
export type Filter =
  | Readonly<{ kind: 'logical'; operator: 'and' | 'or'; left: Filter; right: Filter }>
  | Readonly<{ kind: 'not'; filter: Filter }>
  | Readonly<{ kind: 'compare'; path: AttributePath; operator: CompareOperator; value: FilterValue }>
  | Readonly<{ kind: 'present'; path: AttributePath }>
  | Readonly<{ kind: 'has'; path: AttributePath; filter: Filter }>;
