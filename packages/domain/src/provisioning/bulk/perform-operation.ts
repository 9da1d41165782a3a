import { parsePatchOp, urns, type BulkOperation } from '@rollcall/scim';
import { createResource } from '../create-resource.ts';
import { deleteResource } from '../delete-resource.ts';
import { patchResource } from '../patch-resource.ts';
import { replaceResource } from '../replace-resource.ts';
import type { ResourceType } from '../resource-type.ts';
import type { ScimScope } from '../scim-scope.ts';
import { withCurrentRules } from '../with-current-rules.ts';
import type { BulkOutcome } from './bulk-outcome.ts';

/** The type of resource that the caller has at an endpoint; throws `notFound`. */
export type TypeAt = (scope: ScimScope, endpoint: string) => ResourceType;

/** The operation is carried out as a request of its own would be, in its own transaction; a failure is its outcome. */
export async function performOperation(
  scope: ScimScope,
  typeAt: TypeAt,
  operation: BulkOperation,
): Promise<BulkOutcome> {
  try {
    if (operation.refusal) throw operation.refusal;
    const done = await withCurrentRules(scope, async (current) =>
      perform(current, typeAt(current, operation.endpoint), operation),
    );
    return { operation, ...done };
  } catch (error) {
    const { endpoint, id } = operation;
    const location = id === undefined ? {} : { location: `${scope.baseUrl}/${endpoint}/${id}` };
    return { operation, ...location, error };
  }
}

async function perform(scope: ScimScope, type: ResourceType, operation: BulkOperation) {
  const { method, id = '', data, version: ifMatch } = operation;
  const location = `${scope.baseUrl}/${type.endpoint}/${id}`;
  switch (method) {
    case 'POST':
      return { status: 201, ...identity(await createResource(scope, type, data)) } as const;
    case 'PUT':
      return { status: 200, ...identity(await replaceResource(scope, type, id, data, ifMatch)) } as const;
    case 'PATCH': {
      const answer = await patchResource(scope, type, id, operationsIn(scope, data), ifMatch);
      return 'json' in answer
        ? ({ status: 200, ...identity(answer) } as const)
        : ({ status: 204, location, version: answer.version } as const);
    }
    case 'DELETE':
      await deleteResource(scope, type, id, ifMatch);
      return { status: 204, location } as const;
    default:
      throw new Error(`A bulk operation has the method ${method}`);
  }
}

const identity = (answer: { id: string; location: string; version: string }) => ({
  id: answer.id,
  location: answer.location,
  version: answer.version,
});

/** RFC 7644 §3.7.3 shows the operations of a PATCH without the message around them; either is read. */
export function operationsIn(scope: ScimScope, data: unknown) {
  const message = Array.isArray(data) ? { schemas: [urns.patchOp], Operations: data } : data;
  return parsePatchOp(message, scope.dialect);
}
