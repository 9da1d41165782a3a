import type { Express } from 'express';

/** A method and a path below the Base URL that the router has a handler for. */
export type Route = Readonly<{ method: string; path: string }>;

type Layer = Readonly<{
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}>;

const everyMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every route of the SCIM door as Express holds it, so that a new one cannot be forgotten. */
export function routesOf(app: Express): Route[] {
  const layers = (app.router as unknown as { stack: Layer[] }).stack;
  const routes = layers.flatMap(({ handle }) => handle.stack ?? []).flatMap(({ route }) => route ?? []);
  const known = new Map<string, Route>();
  for (const { path, methods } of routes) {
    const named = Object.keys(methods).filter((method) => method !== '_all');
    const all = methods['_all'] ? everyMethod : named.map((method) => method.toUpperCase());
    for (const each of [path].flat())
      for (const method of all) known.set(`${method} ${each}`, { method, path: each });
  }
  return [...known.values()];
}
