/** What the API's process reads from its environment. `env.ts` reads these, the deployment sets them. */
export type ApiVariable =
  | 'DATABASE_URL'
  | 'DATABASE_HOST'
  | 'DATABASE_NAME'
  | 'DATABASE_USER'
  | 'DATABASE_PASSWORD'
  | 'DATABASE_TLS'
  | 'DATABASE_POOL'
  | 'PUBLIC_PORT'
  | 'PRIVATE_PORT'
  | 'PRIVATE_HOST'
  | 'PUBLIC_ORIGIN'
  | 'ADMIN_ORIGIN'
  | 'SECRET_KEY'
  | 'LOG_LEVEL'
  | 'TRUSTED_PROXIES'
  | 'OUTBOUND_LOOPBACK'
  | 'DELIVERY_HASTE'
  | TracingVariable
  | 'WORKER';

/** What the migrations read: the owner of the schema, and at a deployment who makes the roles and who serves. */
export type MigrationVariable =
  | 'DATABASE_URL'
  | 'DATABASE_HOST'
  | 'DATABASE_NAME'
  | 'DATABASE_USER'
  | 'DATABASE_PASSWORD'
  | 'DATABASE_TLS'
  | 'OWNER_USER'
  | 'OWNER_PASSWORD'
  | 'SERVICE_USER'
  | 'SERVICE_PASSWORD';

/** What the Command Center's server reads; those from PORT on belong to SvelteKit's adapter. */
export type AdminVariable =
  'API_URL' | 'ORIGIN' | TracingVariable | 'PORT' | 'HOST' | 'ADDRESS_HEADER' | 'XFF_DEPTH';

/** Where traces go, and the share of requests that are traced: names that OpenTelemetry gave them. */
type TracingVariable = 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_TRACES_SAMPLER_ARG';
