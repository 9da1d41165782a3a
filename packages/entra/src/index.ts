export { createDirectory } from './directory/create-directory.ts';
export { createJob } from './job/create-job.ts';
export { createScimClient } from './protocol/scim-client.ts';
export { scimRequests } from './protocol/requests.ts';
export { groupBody, userBody } from './protocol/create-bodies.ts';
export {
  addMembersPatch,
  attributesPatch,
  interleavedMembersPatch,
  managerPatch,
  managerRemovalPatch,
  removeMembersPatch,
} from './protocol/patch-bodies.ts';
export { operationMix } from './protocol/operation-mix.ts';
export { defaultUserMappings, groupMappings, objectIdUserMappings } from './mapping/attribute-mappings.ts';
export { mapGroup, mapUser } from './mapping/map-source.ts';
export { isClean } from './report/cycle-report.ts';
export { renderReport } from './report/render-report.ts';
export {
  startOpenIdProvider,
  type OpenIdClient,
  type OpenIdPerson,
  type OpenIdProvider,
} from './openid/start-open-id-provider.ts';
export type { Clock } from './clock.ts';
export type { Comparison, Difference } from './compare/comparison.ts';
export type { Directory, DirectoryOptions, SavedDirectory } from './directory/create-directory.ts';
export type { Day } from './directory/evolve.ts';
export type { SourceGroup, SourceUser, UserAttributes } from './directory/source.ts';
export type { ConnectionTest, Job } from './job/create-job.ts';
export type { Faults } from './job/faults.ts';
export type { JobOptions, Progress, QuarantineLimits } from './job/job-settings.ts';
export type { SavedJob } from './job/job-state.ts';
export type { EntraCode, QuarantineReason } from './job/sync-failure.ts';
export type { MappedValue } from './mapping/map-source.ts';
export type { UserMapping } from './mapping/attribute-mappings.ts';
export type { OperationMix } from './protocol/operation-mix.ts';
export type { AttributeChange, PatchBody, PatchOperation } from './protocol/patch-bodies.ts';
export type { Operation, ScimRequest } from './protocol/requests.ts';
export type { ScimAnswer, ScimClient, ScimClientOptions } from './protocol/scim-client.ts';
export type { Dialect } from './protocol/tenant-url.ts';
export type { CycleReport, Failure } from './report/cycle-report.ts';
export type { Latency } from './report/latency.ts';
