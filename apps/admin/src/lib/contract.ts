import type { AppRouter } from '@rollcall/admin-api';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

export type Session = Outputs['session']['me'];
export type Tenant = Session['tenants'][number];
/** Who sends SCIM messages. */
export type Client = NonNullable<Outputs['provisioning']['get']['dialect']>;
export type Overview = Outputs['overview']['get'] & { provisioning: { dialect: Client } };
export type IdentityProvider = NonNullable<Outputs['identityProvider']['get']>;
export type Provisioning = Outputs['provisioning']['get'] & { dialect: Client };
export type DisablePreview = Outputs['provisioning']['previewDisable'];
export type Token = Outputs['tokens']['list']['items'][number];
export type UserRow = Outputs['users']['list']['items'][number];
export type User = Outputs['users']['get'];
export type UserAttribute = User['attributes'][number];
export type AttributeValue = Pick<UserAttribute, 'path' | 'value'>;
export type GroupRow = Outputs['groups']['list']['items'][number];
export type Group = Outputs['groups']['get'];
export type Member = Outputs['groups']['members']['items'][number];
export type OwnType = Outputs['resources']['types'][number];
export type OwnResourceList = Outputs['resources']['list'];
export type OwnResource = Outputs['resources']['get'];
export type History = Outputs['history']['of'];
export type Change = History['items'][number];
export type Found = Outputs['search']['find'];
export type SchemaView = Outputs['schemas']['list'][number];
export type Attribute = SchemaView['attributes'][number];
export type TakeOver = Outputs['takeOver']['preview'];
export type Conflict = Outputs['takeOver']['conflicts']['items'][number];
export type UserQuery = Inputs['users']['list'];
export type GroupQuery = Inputs['groups']['list'];
export type BulkJob = Outputs['bulkActs']['get'];
export type LocalPerson = Inputs['users']['create']['person'];
