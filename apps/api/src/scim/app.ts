import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { resourceTypes } from '@rollcall/domain';
import { requestId } from '../request-id.ts';
import { reply, type ScimDeps } from './call.ts';
import * as discovery from './discovery.ts';
import { noSuchEndpoint, noSuchType, onlyMethods, scimErrors } from './errors.ts';
import { measureRequests } from './metrics.ts';
import * as resources from './resources.ts';

/** The public door: every SCIM endpoint, in one table (RFC 7644 §3.2). */
export function createScimApp(
  deps: ScimDeps & { log: Logger; metrics: Registry; trustedProxies: number },
): Express {
  const app = express().disable('x-powered-by').disable('etag').set('trust proxy', deps.trustedProxies);
  // Queries are parsed once, by `parseQuery`.
  app.set('query parser', false);
  app.use(requestId, measureRequests(deps.metrics), singleSlashes);

  const scim = express.Router({ mergeParams: true });
  for (const type of resourceTypes) {
    const of = resources.handlersOf(type);
    scim.get(`/${type.endpoint}/:id`, reply(deps, of.get));
    scim.patch(`/${type.endpoint}/:id`, reply(deps, of.patch));
    scim.put(`/${type.endpoint}/:id`, reply(deps, of.replace));
    scim.delete(`/${type.endpoint}/:id`, reply(deps, of.remove));
    scim.all(`/${type.endpoint}/:id`, onlyMethods('GET, HEAD, PUT, PATCH, DELETE'));
    scim.get(`/${type.endpoint}`, reply(deps, of.list));
    scim.post(`/${type.endpoint}`, reply(deps, of.create));
    scim.all(`/${type.endpoint}`, onlyMethods('GET, HEAD, POST'));
  }
  scim.get(['/', '/ServiceProviderConfig'], reply(deps, discovery.showServiceProviderConfig));
  scim.get('/ResourceTypes{/:name}', reply(deps, discovery.showResourceTypes));
  scim.get('/Schemas{/:name}', reply(deps, discovery.showSchemas));
  scim.all(
    ['/', '/ServiceProviderConfig', '/ResourceTypes{/:name}', '/Schemas{/:name}'],
    onlyMethods('GET, HEAD'),
  );
  scim.all(['/Me', '/Bulk', '/.search'], reply(deps, discovery.notOffered));
  scim.use(reply(deps, noSuchType));

  app.use('/t/:tenant/scim/v2', scim);
  app.use(noSuchEndpoint, scimErrors(deps.log));
  return app;
}

/** A Tenant URL pasted with a slash at its end makes Entra ask for `…/v2//Users`. */
const singleSlashes: RequestHandler = (req, _res, next) => {
  const mark = req.url.indexOf('?');
  const path = mark < 0 ? req.url : req.url.slice(0, mark);
  if (path.includes('//')) req.url = path.replace(/\/{2,}/g, '/') + (mark < 0 ? '' : req.url.slice(mark));
  next();
};
