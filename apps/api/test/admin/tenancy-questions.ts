/** Ids of an organisation that others must not learn about, nor of. */
export type Asked = Readonly<{
  userId: string;
  groupId: string;
  localUserId: string;
  localGroupId: string;
  jobId: string;
  tokenId: string;
  urn: string;
  endpoint: string;
  resourceId: string;
  serviceId: string;
  roleId: string;
  policyId: string;
  webhookId: string;
  deliveryId: string;
  feedTokenId: string;
  conflictId: string;
}>;

/** An admin has seen what is lost and says yes. */
export const confirm = { losing: 1000 };

/** A schema of that URN. */
export const schemaOf = (id: string) => ({ id, name: 'Badge', attributes: [{ name: 'number' }] });

const guid = '8f2d1c9e-0f3b-4a52-9a1c-3f6f0a1b7d20';

/** What each procedure is asked about an organisation's directory. A procedure that is missing here fails. */
export const questions: Record<string, (of: Asked) => object> = {
  'overview.get': () => ({}),
  'identityProvider.get': () => ({}),
  'identityProvider.save': () => ({ entraTenantId: guid, clientId: guid, clientSecret: 'another secret' }),
  'identityProvider.returnAddresses': () => ({}),
  'identityProvider.check': () => ({}),
  'identityProvider.beginTrial': () => ({}),
  'provisioning.get': () => ({}),
  'provisioning.previewDisable': () => ({}),
  'provisioning.chooseDialect': () => ({ dialect: 'okta' }),
  'provisioning.disable': () => ({ people: 'suspend' }),
  'provisioning.enable': () => ({}),
  'tokens.list': () => ({}),
  'tokens.generate': () => ({ label: 'Another' }),
  'tokens.revoke': ({ tokenId }) => ({ id: tokenId }),
  'users.list': () => ({}),
  'users.get': ({ userId }) => ({ id: userId }),
  'groups.list': () => ({}),
  'groups.get': ({ groupId }) => ({ id: groupId }),
  'resources.types': () => ({}),
  'resources.list': ({ endpoint }) => ({ endpoint }),
  'resources.get': ({ endpoint, resourceId }) => ({ endpoint, id: resourceId }),
  'groups.members': ({ groupId }) => ({ id: groupId, show: 'all' }),
  'users.create': () => ({ person: { userName: 'local@otter.example' } }),
  'users.change': ({ localUserId }) => ({ id: localUserId, person: { userName: 'changed', title: 'New' } }),
  'users.act': ({ userId }) => ({ ids: [userId], act: 'archive' }),
  'groups.create': () => ({ displayName: 'Local group' }),
  'groups.change': ({ localGroupId }) => ({ id: localGroupId, displayName: 'Changed group' }),
  'groups.changeMembers': ({ localGroupId, userId }) => ({ id: localGroupId, add: [userId] }),
  'groups.act': ({ groupId }) => ({ id: groupId, act: 'archive' }),
  'bulkActs.start': ({ localUserId }) => ({ act: 'suspend', people: { ids: [localUserId] }, confirm }),
  'bulkActs.startOnGroups': ({ localGroupId }) => ({
    act: 'archive',
    groups: { ids: [localGroupId] },
    confirm,
  }),
  'bulkActs.get': ({ jobId }) => ({ id: jobId }),
  'bulkActs.recent': () => ({}),
  'bulkActs.stop': ({ jobId }) => ({ id: jobId }),
  'schemas.list': () => ({}),
  'schemas.get': ({ urn }) => ({ urn }),
  'schemas.addExtension': () => ({ type: 'User', definition: schemaOf('urn:new:extension:User') }),
  'schemas.addResourceType': () => ({
    name: 'Device',
    endpoint: 'Devices',
    definition: schemaOf('urn:new:Device'),
  }),
  'schemas.change': ({ urn }) => ({ urn, definition: { ...schemaOf(urn), description: 'Told anew' } }),
  'schemas.setRequired': ({ urn }) => ({ urn, required: false }),
  'schemas.saveAttribute': ({ urn }) => ({ urn, attribute: { name: 'level', type: 'integer' } }),
  'schemas.removeAttribute': ({ urn }) => ({ urn, name: 'level' }),
  'schemas.remove': ({ urn }) => ({ urn, losing: 0 }),
  'access.ofUser': ({ userId }) => ({ id: userId }),
  'access.ofGroup': ({ groupId }) => ({ id: groupId }),
  'services.list': () => ({}),
  'services.get': ({ serviceId }) => ({ id: serviceId }),
  'services.people': ({ serviceId }) => ({ id: serviceId }),
  'services.save': ({ serviceId }) => ({
    id: serviceId,
    name: 'Chat',
    address: 'https://chat.example/',
    confirm,
  }),
  'services.delete': ({ serviceId }) => ({ id: serviceId, confirm }),
  'roles.list': () => ({}),
  'roles.get': ({ roleId }) => ({ id: roleId }),
  'roles.assignees': ({ roleId }) => ({ id: roleId }),
  'roles.holders': ({ roleId }) => ({ id: roleId }),
  'roles.previewRule': () => ({ rule: 'userName pr' }),
  'roles.claims': () => ({}),
  'roles.extendRule': () => ({ rule: 'userName pr', claim: 'groups', value: 'Crew' }),
  'roles.save': ({ roleId }) => ({ id: roleId, name: 'Reader', confirm }),
  'roles.assign': ({ roleId, userId, groupId }) => ({ roleId, users: [userId], groups: [groupId], confirm }),
  'roles.unassign': ({ roleId, userId }) => ({ roleId, users: [userId], confirm }),
  'roles.delete': ({ roleId }) => ({ id: roleId, confirm }),
  'policies.list': () => ({}),
  'policies.get': ({ policyId }) => ({ id: policyId }),
  'policies.save': ({ policyId, roleId, serviceId }) => ({
    id: policyId,
    addRoles: [roleId],
    setServices: [{ id: serviceId, level: 'manage' }],
    confirm,
  }),
  'policies.delete': ({ policyId }) => ({ id: policyId, confirm }),
  'history.of': ({ userId }) => ({ type: 'User', id: userId }),
  'history.recent': () => ({}),
  'webhooks.list': () => ({}),
  'webhooks.eventTypes': () => ({}),
  'webhooks.get': ({ webhookId }) => ({ id: webhookId }),
  'webhooks.create': () => ({ url: 'https://hooks.example.com/another' }),
  'webhooks.change': ({ webhookId }) => ({ id: webhookId, url: 'https://hooks.example.com/changed' }),
  'webhooks.rotateSecret': ({ webhookId }) => ({ id: webhookId }),
  'webhooks.sendTest': ({ webhookId }) => ({ id: webhookId }),
  'webhooks.deliveries': ({ webhookId }) => ({ id: webhookId }),
  'webhooks.delivery': ({ webhookId, deliveryId }) => ({ id: webhookId, deliveryId }),
  'webhooks.replay': ({ webhookId }) => ({ id: webhookId, choice: { since: '2026-01-01T00:00:00Z' } }),
  'webhooks.switch': ({ webhookId }) => ({ id: webhookId, enabled: false }),
  'webhooks.delete': ({ webhookId }) => ({ id: webhookId }),
  'feed.tokens': () => ({}),
  'feed.generateToken': () => ({ label: 'Another' }),
  'feed.revokeToken': ({ feedTokenId }) => ({ id: feedTokenId }),
  'signIn.ofPerson': ({ userId }) => ({ userId }),
  'signIn.revokeSessions': ({ userId }) => ({ userId }),
  'signIn.unlink': ({ userId }) => ({ userId }),
  'takeOver.preview': () => ({}),
  'takeOver.conflicts': () => ({}),
  'takeOver.resolve': ({ conflictId }) => ({ id: conflictId, as: 'link' }),
  'search.find': () => ({ query: 'mina' }),
};
