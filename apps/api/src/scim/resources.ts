import {
  createResource,
  deleteResource,
  getResource,
  patchResource,
  replaceResource,
  type ResourceType,
} from '@rollcall/domain';
import { methodNotAllowed, parsePatchOp } from '@rollcall/scim';
import type { Call, Handler } from './call.ts';
import { typeAt } from './type-at.ts';
import { created, noContent, ok, wantsRelated } from './respond.ts';

/** The handlers of the type of resource that a call's address names; written once for all of them. */
export function handlersOf(typeOf: (call: Call) => ResourceType) {
  const get: Handler = async (call) => {
    const type = typeOf(call);
    const related = wantsRelated(type, call.query.projection);
    const answer = await getResource(call.scope, type, idOf(call), { related });
    if (isNamed(answer.version, call.ifNoneMatch)) return { status: 304, headers: { ETag: answer.version } };
    return ok(type, answer, call.query.projection);
  };

  const create: Handler = async (call) => {
    const type = typeOf(call);
    return created(type, await createResource(call.scope, type, call.body), call.query.projection);
  };

  const replace: Handler = async (call) => {
    const type = typeOf(call);
    const answer = await replaceResource(call.scope, type, idOf(call), call.body, call.ifMatch);
    return ok(type, answer, call.query.projection);
  };

  const patch: Handler = async (call) => {
    const type = typeOf(call);
    const operations = parsePatchOp(call.body, call.scope.dialect);
    const answer = await patchResource(call.scope, type, idOf(call), operations, call.ifMatch);
    if ('json' in answer && !type.hasMembers) return ok(type, answer, call.query.projection);
    // A group's members can be many and Entra reads none of the answer, so a group is answered with a body only to who
    // asks for attributes of it (RFC 7644 §3.5.2).
    return call.query.projection?.attributes === undefined ? noContent(answer) : get(unconditional(call));
  };

  const remove: Handler = async (call) => {
    await deleteResource(call.scope, typeOf(call), idOf(call), call.ifMatch);
    return noContent();
  };

  return { get, create, replace, patch, remove };
}

/** RFC 9110 §13.1.2: `*` names every version, and a tag the same one whether weak or strong. */
function isNamed(version: string, ifNoneMatch: string | undefined): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (
    ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(version)) ?? false
  );
}

const unconditional = (call: Call): Call => ({ ...call, ifNoneMatch: undefined });

/** OPTIONS of a resource, where the tenant has its type (RFC 9110 §9.3.7). */
export const possibleMethods: Handler = ({ scope, params }) => {
  typeAt(scope, params['endpoint'] ?? '');
  return noContent();
};

/** A method that no resource answers, where the tenant has a type of resource. */
export const otherMethod: Handler = ({ scope, params }) => {
  const { name } = typeAt(scope, params['endpoint'] ?? '');
  throw methodNotAllowed(`This method is not possible for a ${name}; the header Allow says which are.`);
};

const idOf = ({ params }: Call) => params['id'] ?? '';
