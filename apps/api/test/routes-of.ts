import type { Express } from 'express';

const base = '/t/:tenant/scim/v2';

/** A method and a path below the Base URL that the router has a handler for. */
export type Route = Readonly<{ method: string; path: string }>;

type Layer = Readonly<{
  route?: { path: string | string[]; methods: Record<string, boolean> };
}>;

const everyMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every route of the SCIM door as Express holds it, so that a new one cannot be forgotten. */
export function routesOf(app: Express): Route[] {
  const layers = (app.router as unknown as { stack: Layer[] }).stack;
  const routes = layers.flatMap(({ route }) => route ?? []);
  const known = new Map<string, Route>();
  for (const { path, methods } of routes) {
    const all = everyMethod.filter((method) => methods[method.toLowerCase()]);
    for (const each of [path].flat()) {
      const below = each.slice(base.length) || '/';
      for (const method of all) known.set(`${method} ${below}`, { method, path: below });
    }
  }
  return [...known.values()];
}
