export { EmbeddedPostgresError } from './embedded-postgres-error.ts';
export { removeEmbeddedData } from './remove-embedded-data.ts';
export { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts';
