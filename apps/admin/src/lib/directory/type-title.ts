import type { OwnType } from '../contract.ts';

/** What resources of a type are called together: its endpoint, which names many, begun like a title. */
export function typeTitle({ endpoint }: Pick<OwnType, 'endpoint'>): string {
  return endpoint.charAt(0).toUpperCase() + endpoint.slice(1);
}
