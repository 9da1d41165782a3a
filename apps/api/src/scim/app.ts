import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { resourceTypes } from '@rollcall/domain';
import { limits } from '@rollcall/scim';
import type { Metrics } from '../create-metrics.ts';
import { requestId } from '../request-id.ts';
import { bulk } from './bulk.ts';
import { reply, type Call, type ScimDeps } from './call.ts';
import * as discovery from './discovery.ts';
import { allow, noSuchEndpoint, noSuchType, onlyMethods, scimErrors } from './errors.ts';
import * as lists from './lists.ts';
import { measureRequests } from './metrics.ts';
import * as resources from './resources.ts';
import { typeAt } from './type-at.ts';

/** The public door: every SCIM endpoint, in one table (RFC 7644 §3.2). */
export function createScimApp(
  deps: ScimDeps & { log: Logger; metrics: Metrics; trustedProxies: number; adminOrigin: string },
): Express {
  const app = express().disable('x-powered-by').disable('etag').set('trust proxy', deps.trustedProxies);
  // Queries are parsed once, by `parseQuery`.
  app.set('query parser', false);
  app.use(requestId, measureRequests(deps), singleSlashes);

  const serve = (path: string, endpointOf: (call: Call) => string) => {
    const typeOf = (call: Call) => typeAt(call.scope, endpointOf(call));
    const of = resources.handlersOf(typeOf);
    const list = lists.handlersOf((call) => [typeOf(call)]);
    const [one, all, search] = [`${base}/${path}/:id`, `${base}/${path}`, `${base}/${path}/.search`];
    app.post(search, reply(deps, list.search));
    app.all(search, onlyMethods('POST'));
    app.get(one, reply(deps, of.get));
    app.patch(one, reply(deps, of.patch));
    app.put(one, reply(deps, of.replace));
    app.delete(one, reply(deps, of.remove));
    app.get(all, reply(deps, list.list));
    app.post(all, reply(deps, of.create));
    return { one, all };
  };
  for (const { endpoint } of resourceTypes) {
    const { one, all } = serve(endpoint, () => endpoint);
    app.all(one, onlyMethods(methods.one));
    app.all(all, onlyMethods(methods.all));
  }
  const config = [base, `${base}/ServiceProviderConfig`];
  const [types, schemas] = [`${base}/ResourceTypes{/:name}`, `${base}/Schemas{/:name}`];
  const unfiltered = { query: discovery.refuseFilter };
  app.get(config, reply(deps, discovery.showServiceProviderConfig(deps.adminOrigin), unfiltered));
  app.get(types, reply(deps, discovery.showResourceTypes, unfiltered));
  app.get(schemas, reply(deps, discovery.showSchemas, unfiltered));
  app.all([...config, types, schemas], onlyMethods('GET, HEAD'));
  app.post(`${base}/Bulk`, reply(deps, bulk(deps.log), { bodyBytes: limits.bulkBytes }));
  app.all(`${base}/Bulk`, onlyMethods('POST'));
  app.all(`${base}/Me`, reply(deps, discovery.nobody));
  const everything = lists.handlersOf(({ scope }) => scope.types);
  app.post(`${base}/.search`, reply(deps, everything.search));
  app.all(`${base}/.search`, onlyMethods('POST'));
  // What a tenant has besides is known once its token is.
  const own = serve(':endpoint', ({ params }) => params['endpoint'] ?? '');
  for (const at of ['one', 'all'] as const) {
    app.options(own[at], allow(methods[at]), reply(deps, resources.possibleMethods));
    app.all(own[at], allow(methods[at]), reply(deps, resources.otherMethod));
  }
  app.use(base, reply(deps, noSuchType));

  app.use(noSuchEndpoint, scimErrors(deps.log));
  return app;
}

const methods = { one: 'GET, HEAD, PUT, PATCH, DELETE', all: 'GET, HEAD, POST' };

/** Where the Base URL of a tenant leads. */
const base = '/t/:tenant/scim/v2';

/** A Tenant URL pasted with a slash at its end makes Entra ask for `…/v2//Users`. */
const singleSlashes: RequestHandler = (req, _res, next) => {
  const mark = req.url.indexOf('?');
  const path = mark < 0 ? req.url : req.url.slice(0, mark);
  if (path.includes('//')) req.url = path.replace(/\/{2,}/g, '/') + (mark < 0 ? '' : req.url.slice(mark));
  next();
};
