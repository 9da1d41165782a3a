export { baseUrlOf, createScimDoor, openScimScope, type ScimDoor } from './provisioning/open-scim-scope.ts';
export { runBulk } from './provisioning/bulk/run-bulk.ts';
export type { BulkOutcome } from './provisioning/bulk/bulk-outcome.ts';
export { createResource } from './provisioning/create-resource.ts';
export { deleteResource } from './provisioning/delete-resource.ts';
export { getResource } from './provisioning/get-resource.ts';
export { listResources, type PageQuery, type ResourcePage } from './provisioning/list-resources.ts';
export { patchResource } from './provisioning/patch-resource.ts';
export { proveScope } from './provisioning/prove-scope.ts';
export { recordActivity } from './provisioning/record-activity.ts';
export { replaceResource } from './provisioning/replace-resource.ts';
export { withCurrentRules } from './provisioning/with-current-rules.ts';
export { groupType, resourceTypes, userType, type ResourceType } from './provisioning/resource-type.ts';
export type { ResourceAnswer } from './provisioning/resource-answer.ts';
export type { ScimScope } from './provisioning/scim-scope.ts';
export {
  DomainError,
  forbidden,
  identityProviderNotSaved,
  invalidInput,
  noFreeSlot,
  notFound,
  unauthenticated,
  type DomainErrorCode,
} from './errors.ts';
export { createOutbound, type Outbound, type OutboundRequest } from './outbound/create-outbound.ts';
export type { Scope } from './scope.ts';
export { createAdmin } from './admins/create-admin.ts';
export { signAnew } from './admins/session-secrets.ts';
export { createAuth, type Auth } from './admins/create-auth.ts';
export { createTenant } from './admins/create-tenant.ts';
export { giveProfile } from './admins/give-profile.ts';
export { openTenant } from './admins/open-tenant.ts';
export { tenantsOf } from './admins/tenants-of.ts';
export { decryptSecret } from './secrets/encrypt-secret.ts';
export type { KeyRing } from './secrets/key-ring.ts';
export { resealSecrets, type Resealed } from './secrets/reseal-secrets.ts';
export { getIdentityProvider } from './identity-provider/get-identity-provider.ts';
export { beginTrial } from './identity-provider/begin-trial.ts';
export { checkIdentityProvider } from './identity-provider/check-identity-provider.ts';
export type { IdentityProvider } from './identity-provider/identity-provider.ts';
export type { IdentityProviderInput } from './identity-provider/parse-identity-provider.ts';
export { returnAddressesOf } from './identity-provider/return-addresses.ts';
export { changeIdentityProvider } from './identity-provider/change-identity-provider.ts';
export { saveIdentityProvider } from './identity-provider/save-identity-provider.ts';
export { chooseDialect } from './provisioning/choose-dialect.ts';
export { disableProvisioning, type PeopleOnDisable } from './provisioning/disable-provisioning.ts';
export { enableProvisioning } from './provisioning/enable-provisioning.ts';
export { getProvisioning } from './provisioning/get-provisioning.ts';
export { previewDisable } from './provisioning/preview-disable.ts';
export type { ProvisionedCounts, Provisioning } from './provisioning/provisioning.ts';
export { generateToken, tokenLifeDays } from './tokens/generate-token.ts';
export { listTokens } from './tokens/list-tokens.ts';
export { revokeToken } from './tokens/revoke-token.ts';
export { hashToken } from './tokens/token-secret.ts';
export type { Token } from './tokens/token.ts';
export type { List } from './list.ts';
export { findInDirectory, type Found } from './directory/find-in-directory.ts';
export { getGroup } from './directory/get-group.ts';
export { getUser } from './directory/get-user.ts';
export type { Group, GroupRow, Member } from './directory/group.ts';
export { listGroups, type GroupQuery } from './directory/list-groups.ts';
export { listMembers } from './directory/list-members.ts';
export { listUsers, type UserQuery } from './directory/list-users.ts';
export type { User, UserAttribute, UserRow } from './directory/user.ts';
export type { AttributeValue } from './directory/attribute-value.ts';
export { getOwnResource } from './directory/get-own-resource.ts';
export { listOwnResources, type OwnResourceQuery } from './directory/list-own-resources.ts';
export { listOwnTypes } from './directory/list-own-types.ts';
export type { OwnResource, OwnResourceRow } from './directory/own-resource.ts';
export type { OwnType } from './directory/own-type.ts';
export type { UserSelection } from './directory/user-query.ts';
export { exportUsers } from './directory/export-users.ts';
export { exportGroups } from './directory/export-groups.ts';
export type { ExportFormat, Write } from './directory/write-rows.ts';
export { actOnUsers, type UserAct } from './directory/act-on-users.ts';
export { actOnGroup } from './directory/act-on-groups.ts';
export type { LocalPerson } from './directory/local-person.ts';
export { changeLocalUser, createLocalUser } from './directory/save-local-user.ts';
export { changeLocalGroup, changeLocalMembers, createLocalGroup } from './directory/save-local-group.ts';
export type { BulkJob } from './bulk-acts/bulk-job.ts';
export { getBulkJob, listRecentJobs, stopBulkJob } from './bulk-acts/get-bulk-job.ts';
export { runBulkJob } from './bulk-acts/run-bulk-job.ts';
export {
  bulkActJobs,
  startBulkJob,
  type BulkGroups,
  type BulkPeople,
  type BulkRequest,
} from './bulk-acts/start-bulk-job.ts';
export type { Change } from './ledger/change.ts';
export { listHistory } from './ledger/list-history.ts';
export { listHistoryOf } from './ledger/list-history-of.ts';
export type { Conflict } from './take-over/conflict.ts';
export { listConflicts } from './take-over/list-conflicts.ts';
export { previewTakeOver, type TakeOver } from './take-over/preview-take-over.ts';
export { resolveConflict, type Resolution } from './take-over/resolve-conflict.ts';
export { getOverview, type Overview } from './overview/get-overview.ts';
export type { SchemaView } from './schemas/schema-view.ts';
export { listSchemas } from './schemas/list-schemas.ts';
export { getSchema } from './schemas/get-schema.ts';
export { addExtension } from './schemas/add-extension.ts';
export { addResourceType, type ResourceTypeInput } from './schemas/add-resource-type.ts';
export { changeSchema } from './schemas/change-schema.ts';
export { removeAttribute, saveAttribute } from './schemas/save-attribute.ts';
export { setRequired } from './schemas/set-required.ts';
export { removeSchema } from './schemas/remove-schema.ts';
export { eventTypeOf, eventTypes, testEventType, type EventType } from './events/event-types.ts';
export { eventLagSeconds } from './events/event-lag.ts';
export { eventView, type Event } from './events/event.ts';
export { eventsKeptDays, pruneEvents } from './events/prune-events.ts';
export { sequenceEvents } from './events/sequence-events.ts';
export { workOffEvents, type EventWork } from './events/work-off-events.ts';
export { changeWebhook, rotateWebhookSecret, switchWebhook } from './webhooks/change-webhook.ts';
export { createWebhook } from './webhooks/create-webhook.ts';
export { deleteWebhook } from './webhooks/delete-webhook.ts';
export { deliverNext, deliveryTimes, type DeliveryDeps } from './webhooks/deliver-next.ts';
export { getDelivery, getWebhook, listDeliveries } from './webhooks/get-webhook.ts';
export { listWebhooks } from './webhooks/list-webhooks.ts';
export { replayDeliveries } from './webhooks/replay-deliveries.ts';
export { sendTestEvent } from './webhooks/test-event.ts';
export type { Attempt, Delivery, Webhook, WebhookOverview } from './webhooks/webhook.ts';
export type { Asked, Outcome } from './access/change-access.ts';
export type { Affected, Impact } from './access/impact.ts';
export type { AccessPath, EffectiveAccess } from './access/access-path.ts';
export { accessOfUser } from './access/access-of-user.ts';
export { accessOfGroup } from './access/access-of-group.ts';
export { listServices, type Service } from './access/list-services.ts';
export { getService, type ServiceDetail } from './access/get-service.ts';
export { saveService, type ServiceInput } from './access/save-service.ts';
export { deleteService } from './access/delete-service.ts';
export { listRoles, type Role } from './access/list-roles.ts';
export { getRole, type RoleDetail } from './access/get-role.ts';
export { saveRole, type RoleInput } from './access/save-role.ts';
export { deleteRole } from './access/delete-role.ts';
export { assignRole, unassignRole, type AssignInput } from './access/assign-role.ts';
export { listAssignees, type Assignee } from './access/list-assignees.ts';
export { listHoldersOfRole, listPeopleOfService, type Holder, type Holders } from './access/list-holders.ts';
export { previewRule, type RulePreview } from './access/preview-rule.ts';
export { extendRule, listClaims, type Claims } from './access/claim-rule.ts';
export { listPolicies, type Policy } from './access/list-policies.ts';
export { getPolicy } from './access/get-policy.ts';
export { savePolicy, type PolicyInput } from './access/save-policy.ts';
export { deletePolicy } from './access/delete-policy.ts';
export type { FeedToken } from './feed/feed-token.ts';
export { generateFeedToken } from './feed/generate-feed-token.ts';
export { listFeedTokens } from './feed/list-feed-tokens.ts';
export { readFeed, type FeedPage, type FeedQuery } from './feed/read-feed.ts';
export { revokeFeedToken } from './feed/revoke-feed-token.ts';
export { createSignInDoor, openSignInScope, type SignInDoor } from './sign-in/sign-in-door.ts';
export { attemptSeconds, beginSignIn, type BegunSignIn } from './sign-in/begin-sign-in.ts';
export { completeSignIn, type Return } from './sign-in/complete-sign-in.ts';
export { findSession, type SignedIn } from './sign-in/find-session.ts';
export { getSignInProvider } from './sign-in/get-sign-in-provider.ts';
export {
  getPersonSignIn,
  revokeSessions,
  unlinkPerson,
  type PersonSignIn,
} from './sign-in/person-sign-in.ts';
export { homePathOf } from './sign-in/return-path.ts';
export { admitPerson } from './sign-in/admit-person.ts';
export { claimedIdentity } from './sign-in/claimed-identity.ts';
export { sessionSeconds } from './sign-in/session-life.ts';
export { SignInRefusal, signInRefused, type SignInRefusalReason } from './sign-in/sign-in-refusal.ts';
export { signOut } from './sign-in/sign-out.ts';
export { openTrialTicket } from './sign-in/trial-ticket.ts';
