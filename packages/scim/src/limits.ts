/** How long, how deep and how many: each bound is published, tested, and has its reason beside it. */
export const limits = {
  /** Characters in a filter or a path. Entra's longest are under 300; a proxy cuts URLs near 8 KiB. */
  filterLength: 4096,
  /** Nodes in a filter's tree: bounds the SQL that a filter becomes. */
  filterNodes: 100,
  /** Parentheses and brackets inside each other: bounds the recursion of the parser. */
  filterDepth: 16,
  /** Operations in one PATCH. Entra's fullest user update has about 40. */
  patchOperations: 1000,
  /** Member ids in one request, additions and removals together: one statement of bounded size. */
  membersPerRequest: 10_000,
  /** Members in one group. */
  membersPerGroup: 200_000,
  /** Removals of members by a filter in one request: each may look at every member of the group. */
  memberFilters: 20,
  /** Members of all groups on one page: as many as one group has, some 40 MB of JSON. */
  membersPerPage: 200_000,
  /** Values of one multi-valued attribute other than `members`: bounds the cost of value filters. */
  valuesPerAttribute: 200,
  /** Characters in one string. Everything a directory holds is shorter; certificates and photos as data are not. */
  stringLength: 65_536,
  /** Characters in an attribute that an index holds (userName, externalId, …): a btree entry has at most 2704 bytes, a folded character six. */
  indexedStringLength: 400,
  /** Objects and arrays inside each other in a JSON value kept as it came. */
  jsonDepth: 32,
  /** Extensions on one resource, declared or not. */
  extensions: 50,
  /** Attributes in one object kept as it came. */
  jsonKeys: 500,
  /** Names in attributes or excludedAttributes. The schemas of one resource have fewer. */
  attributeList: 1000,
  /** Characters in the URN of a schema. */
  urnLength: 200,
  /** Characters in the name of an attribute of a schema. */
  attributeNameLength: 100,
  /** Attributes in one schema, and sub-attributes in one attribute: bounds what every resource is read by. */
  schemaAttributes: 100,
  /** Values that a schema suggests for one attribute. */
  canonicalValues: 100,
  /** Resources in one page of a list. */
  pageSize: 1000,
  /** Resources in a page when the client does not say. */
  defaultPageSize: 100,
  /** Seconds that a cursor is good for: a client that walks a list asks for the next page within moments. */
  cursorSeconds: 3600,
  /** Bytes in a request's body. */
  bodyBytes: 4 * 1024 * 1024,
  /** Operations in one Bulk request; each is a transaction of its own. */
  bulkOperations: 1000,
  /** Bytes in a Bulk request: more than one request's, since it stands for many. */
  bulkBytes: 8 * 1024 * 1024,
} as const;
