export { cloneDatabase, type ClonedDatabase } from './clone-database.ts';
export { setup } from './global-setup.ts';
export { makeTemplate, type TemplateDatabase } from './template-database.ts';
export { testDatabase } from './test-database.ts';
export { insertUsers, type ExistingUser } from './insert-users.ts';
