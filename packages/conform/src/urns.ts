const core = 'urn:ietf:params:scim:schemas:core:2.0';
const messages = 'urn:ietf:params:scim:api:messages:2.0';

/** The names that RFC 7643 §10 and RFC 7644 §10 register. */
export const urns = {
  user: `${core}:User`,
  group: `${core}:Group`,
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  serviceProviderConfig: `${core}:ServiceProviderConfig`,
  resourceType: `${core}:ResourceType`,
  schema: `${core}:Schema`,
  list: `${messages}:ListResponse`,
  search: `${messages}:SearchRequest`,
  patch: `${messages}:PatchOp`,
  bulk: `${messages}:BulkRequest`,
  bulkResponse: `${messages}:BulkResponse`,
  error: `${messages}:Error`,
} as const;
