export { makeAdmin, type MadeAdmin } from './make-admin.ts';
export { makeGroup } from './make-group.ts';
export { enableScim, identityProviderSettings, makeTenant } from './make-tenant.ts';
export { makeResource } from './make-resource.ts';
export { makeToken, openScim } from './make-token.ts';
export { makeUser, type Person } from './make-user.ts';
export { demoClient, signInPeople, type SignInPerson } from './sign-in-people.ts';
export { tellStory, type Story, type StoryOptions } from './tell-story.ts';
