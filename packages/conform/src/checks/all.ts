import type { Check } from '../check.ts';
import { accessChecks } from './access.ts';
import { attributeChecks } from './attributes.ts';
import { bulkChecks } from './bulk.ts';
import { createChecks } from './create.ts';
import { cursorChecks } from './cursor.ts';
import { deleteChecks } from './delete.ts';
import { discoveryRequestChecks } from './discovery-requests.ts';
import { filterGrammarChecks } from './filter-grammar.ts';
import { filterOperatorChecks } from './filter-operators.ts';
import { filterRefusalChecks } from './filter-refusals.ts';
import { getChecks } from './get.ts';
import { groupChecks } from './group.ts';
import { listChecks } from './list.ts';
import { mediaTypeChecks } from './media-types.ts';
import { pagingChecks } from './paging.ts';
import { patchAddChecks } from './patch-add.ts';
import { patchMessageChecks } from './patch-message.ts';
import { patchRemoveChecks } from './patch-remove.ts';
import { patchReplaceChecks } from './patch-replace.ts';
import { projectionChecks } from './projection.ts';
import { replaceChecks } from './replace.ts';
import { resourceTypeChecks } from './resource-types.ts';
import { schemaChecks } from './schemas.ts';
import { searchChecks } from './search.ts';
import { serviceProviderConfigChecks } from './service-provider-config.ts';
import { sortChecks } from './sort.ts';
import { userChecks } from './user.ts';
import { versionChecks } from './versions.ts';

/** Every check, from what a server says of itself to what it does. */
export const checks: readonly Check[] = [
  ...serviceProviderConfigChecks,
  ...resourceTypeChecks,
  ...schemaChecks,
  ...discoveryRequestChecks,
  ...attributeChecks,
  ...userChecks,
  ...groupChecks,
  ...createChecks,
  ...getChecks,
  ...listChecks,
  ...pagingChecks,
  ...cursorChecks,
  ...filterOperatorChecks,
  ...filterGrammarChecks,
  ...filterRefusalChecks,
  ...sortChecks,
  ...projectionChecks,
  ...searchChecks,
  ...replaceChecks,
  ...patchMessageChecks,
  ...patchAddChecks,
  ...patchRemoveChecks,
  ...patchReplaceChecks,
  ...deleteChecks,
  ...bulkChecks,
  ...versionChecks,
  ...mediaTypeChecks,
  ...accessChecks,
];
