export { connect, disconnect, serviceRole, type Database } from './connect.ts';
export { migrate } from './migrate.ts';
export { prepareRoles } from './prepare-roles.ts';
export { addJob, type JobPayload } from './tables/jobs.ts';
export {
  tryWithin,
  tryWithTenant,
  withTenant,
  type TenantTransaction,
  type Trial,
} from './tenant-transaction.ts';
export { isViolation, sqlState } from './violations.ts';
export { deadlock, roundTrip, twoRoundTrips, type Statement } from './statement.ts';
export { changeMembers, changeUsersOnly, readGroupVersion } from './tables/memberships.ts';
export { type Author, type ResourceRow, type ResourceTable, type Written } from './tables/resource-table.ts';
export type { Filterable } from './filter/target.ts';
export { findTokenHolder, type TokenHolder } from './tables/scim-tokens.ts';
export { customResources } from './tables/custom-resources.ts';
export { groups } from './tables/groups.ts';
export { users } from './tables/users.ts';
export { countResources, listResources, type ListedRow, type ListQuery } from './tables/list-resources.ts';
export { noteActivity, type Activity } from './tables/activity.ts';
export { recordChange, type RecordedChange } from './tables/record-change.ts';
export { findTenant, hasTenants, insertTenant, listTenantIds, type TenantRow } from './tables/tenants.ts';
export {
  findTenantOf,
  listTenantsOf,
  storeProfile,
  type AdminTenantRow,
  type Profile,
} from './tables/tenant-admins.ts';
export {
  findIdentityProvider,
  storeIdentityProvider,
  storeVerification,
  type IdentityProviderRow,
  type VerificationRow,
} from './tables/identity-providers.ts';
export {
  holdScim,
  lockProvisioning,
  markDisabled,
  markEnabled,
  readProvisioning,
  storeDialect,
  type ProvisioningRow,
} from './tables/provisioning.ts';
export { countProvisioned, restoreProvisioned, suspendProvisioned } from './tables/provisioned-access.ts';
export {
  countLiveTokens,
  insertToken,
  listTokens,
  lockToken,
  markTokenRevoked,
  takenSlots,
  type TokenRow,
} from './tables/tokens.ts';
export type { Page, PageOf } from './tables/page.ts';
export {
  eachMatchingUser,
  findDirectoryUser,
  listDirectoryUsers,
  type DirectoryUserDetail,
  type DirectoryUserRow,
  type UserListQuery,
} from './tables/directory-users.ts';
export type { UserFilter } from './tables/user-filter.ts';
export { similarUsers } from './tables/similar-users.ts';
export { actOnGroups, actOnUsers, localGroups, type DirectoryAct } from './tables/directory-acts.ts';
export {
  advanceJob,
  findBulkJob,
  insertBulkJob,
  listBulkTargets,
  listBulkJobs,
  lockUnfinishedJob,
  stopJob,
  takeBulkTargets,
  type BulkAbout,
  type BulkAct,
  type BulkJobRow,
  type BulkTarget,
} from './tables/bulk-jobs.ts';
export { insertLocal, lockLocal, runStatement, updateLocal } from './tables/local-resources.ts';
export { listAttributeSources, type AttributeSource } from './tables/attribute-sources.ts';
export { listPeopleWithin } from './tables/people-within.ts';
export { listGroupWays, type GroupWay } from './tables/group-ways.ts';
export { listComingsAndGoings } from './tables/comings-and-goings.ts';
export {
  eachMatchingGroup,
  findDirectoryGroup,
  listDirectoryGroups,
  listMembers,
  type DirectoryGroupRow,
  type GroupFilter,
  type GroupListQuery,
  type MemberRow,
} from './tables/directory-groups.ts';
export {
  findDirectoryResource,
  findResourcesByName,
  listDirectoryResources,
  type DirectoryResourceRow,
  type ResourceListQuery,
} from './tables/directory-resources.ts';
export { findGroupsByName, findUsersByName } from './tables/find-by-name.ts';
export { listChanges, listChangesOf, type ChangeRow } from './tables/history.ts';
export { countDirectory } from './tables/overview.ts';
export { listConflicts, lockConflict, removeConflict, type ConflictRow } from './tables/conflicts.ts';
export { linkPeople } from './tables/link-people.ts';
export { countTakeOver, listTakeOver, type TakeOverMatch, type TakeOverRow } from './tables/take-over.ts';
export { isUuid } from './is-uuid.ts';
export {
  deleteSchema,
  insertResourceType,
  insertSchema,
  listTenantSchemas,
  readTenantSchemas,
  updateSchema,
  type TenantSchema,
} from './tables/schemas.ts';
export {
  countSchemaValues,
  listSchemaValues,
  removeCustomResources,
  removeSchemaValues,
  type SchemaPlace,
  type SchemaUse,
} from './tables/schema-values.ts';
export {
  advanceEventStream,
  closeUnusedEventStream,
  listUnseenChanges,
  lockEventStream,
  oldestUnseenChange,
  openEventStream,
  tenantsWithEventWork,
} from './tables/event-streams.ts';
export {
  deleteEventsBefore,
  findEvents,
  insertEvents,
  listEvents,
  readEventRange,
  type EventRow,
} from './tables/events.ts';
export {
  deleteWebhook,
  insertWebhook,
  listEnabledWebhooks,
  listWebhooks,
  lockWebhook,
  updateWebhook,
  type CountedWebhook,
  type WebhookChoice,
  type WebhookRow,
} from './tables/webhooks.ts';
export {
  claimDelivery,
  deleteDeliveriesBefore,
  findDelivery,
  insertTestDelivery,
  listDeliveries,
  replayDeliveries,
  settleDelivery,
  type AttemptRow,
  type ClaimedDelivery,
  type DeliveryChoice,
  type DeliveryRow,
  type DeliveryState,
} from './tables/webhook-deliveries.ts';
export {
  insertFeedToken,
  listFeedTokens,
  lockFeedToken,
  markFeedTokenRevoked,
  useFeedToken,
  type FeedTokenRow,
} from './tables/feed-tokens.ts';
export {
  accessLevels,
  type AccessLevel,
  type RoleRule,
  type RoleSource,
  type Rules,
  type Sought,
} from './tables/effective-access.ts';
export type { NamedFilter } from './tables/named-filter.ts';
export { ruleTarget } from './tables/rule-target.ts';
export {
  asksForClaims,
  claimNames,
  claimsSchema,
  isReservedUrn,
  reservedUrns,
  type ClaimName,
} from './filter/claims.ts';
export { listClaimValues } from './tables/claim-values.ts';
export { requireTranslatable } from './filter/require-translatable.ts';
export {
  deleteService,
  findService,
  insertService,
  listPoliciesOfService,
  listServices,
  updateService,
  type ServicePolicyRow,
  type ServiceRow,
  type ServiceValues,
} from './tables/services.ts';
export {
  deleteRole,
  findRole,
  insertRole,
  listPoliciesOfRole,
  listRoles,
  listRules,
  updateRole,
  type RoleRow,
  type RoleValues,
} from './tables/roles.ts';
export {
  deleteAssignments,
  insertAssignments,
  listAssignees,
  presentAssignees,
  type AssigneeRow,
  type Assignees,
} from './tables/role-assignments.ts';
export {
  deletePolicy,
  findPolicy,
  insertPolicy,
  listPolicies,
  storePolicyParts,
  updatePolicy,
  type PolicyParts,
  type PolicyRow,
} from './tables/policies.ts';
export {
  findUserAccess,
  listAccessPaths,
  listAccessPathsOfGroup,
  type AccessPathRow,
} from './tables/access-paths.ts';
export {
  countHolders,
  findMatched,
  listHolders,
  rolesOpening,
  rolesThrough,
  servicesOpenedBy,
  type HolderCount,
  type HolderRow,
} from './tables/access-holders.ts';
export {
  compareAccess,
  compareWithAct,
  listPersonDifferences,
  listServiceDifferences,
  nameServices,
  noteAccessBefore,
  notePeople,
  takeAccessTurn,
  type AccessDifference,
} from './tables/access-comparison.ts';
export {
  insertAttempt,
  takeAttempt,
  type AttemptKey,
  type SignInAttempt,
} from './tables/sign-in-attempts.ts';
export { rewriteSecrets, secretColumns } from './tables/stored-secrets.ts';
export { countSignInStarts } from './tables/sign-in-starts.ts';
export {
  insertJitUser,
  isKnownAddress,
  listUserIdentities,
  lockUserByName,
  lockUserBySubject,
  removeUserIdentities,
  storeIdentity,
  updateJitUser,
  usersSignedInAt,
  type SignInClaims,
  type SignInUser,
  type UserIdentityRow,
} from './tables/sign-in-users.ts';
export {
  deleteUserSession,
  endUserSessions,
  findUserSession,
  insertUserSession,
  listUserSessions,
  touchUserSession,
  type SessionListRow,
  type UserSessionRow,
} from './tables/user-sessions.ts';
