export * from './errors.ts';
export { limits } from './limits.ts';

export type { Attribute, AttributeType, ResourceSchema, Schema } from './schema/types.ts';
export { urns } from './schema/urns.ts';
export { attribute } from './schema/attribute.ts';
export { commonAttributes } from './schema/common-attributes.ts';
export { userSchema } from './schema/user.ts';
export { groupSchema } from './schema/group.ts';
export { enterpriseUserSchema } from './schema/enterprise-user.ts';
export { groupResource, userResource } from './schema/resources.ts';
export { parseSchema } from './schema/parse-schema.ts';
export { findAttribute, findExtension, findSubAttribute, type Found } from './schema/find-attribute.ts';

export type { AttributePath, CompareOperator, Filter, FilterValue } from './filter/ast.ts';
export { parseFilter } from './filter/parse.ts';
export { printFilter, printPath } from './filter/print.ts';
export { elementMatcher, matchFilter } from './filter/match.ts';
export { literalFor } from './filter/literal.ts';
export { fold } from './filter/fold.ts';

export { parsePath } from './path/parse.ts';
export { resolveCompared, resolvePath, type Resolved } from './path/resolve.ts';

export { defaultDialect, type Dialect, dialects, type Leniency } from './dialects/dialect.ts';
export { type Rewrite, rewrites } from './dialects/rewrites.ts';

export type { Resource } from './resource/resource.ts';
export { normaliseResource } from './resource/normalise-resource.ts';
export { keepImmutable } from './resource/keep-immutable.ts';
export { requireExtensions } from './resource/require-extensions.ts';
export { isSame } from './resource/same.ts';
export { instantOf } from './resource/instant.ts';
export { schemasOf } from './resource/schemas-of.ts';
export { changedPaths, type ChangedPath } from './resource/changed-paths.ts';
export { flatten, type Leaf } from './resource/flatten.ts';
export { isReturned, project, type Projection } from './resource/project.ts';
export { type AttributeList, parseAttributeList } from './resource/attribute-list.ts';

export type { PatchOperation } from './patch/patch-operation.ts';
export { parsePatchOp } from './patch/parse-patch-op.ts';
export { applyPatch } from './patch/apply-patch.ts';
export { splitMembership } from './patch/split-membership.ts';
export { type MembershipEffect, membershipEffect, type NamedMembers } from './patch/membership-effect.ts';

export type { BulkOperation, BulkRequest } from './bulk/bulk-operation.ts';
export { parseBulkRequest } from './bulk/parse-bulk-request.ts';
export { referencesIn, resolveReferences, withoutReferences } from './bulk/references.ts';

export { errorBody, type ErrorBody } from './message/error-body.ts';
export { listResponse, type ListResponse } from './message/list-response.ts';
export { serviceProviderConfig } from './discovery/service-provider-config.ts';
export { resourceTypes, type ResourceTypeDocument } from './discovery/resource-types.ts';
export { schemas, type SchemaDocument } from './discovery/schemas.ts';
