import type { Check } from '../check.ts';
import { expect, expectStatus } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';
import { urns } from '../urns.ts';

const section = 'RFC 7643 §5';
const read = async (server: Server) => {
  const answer = await server.get('/ServiceProviderConfig');
  expectStatus(answer, 200);
  return answer;
};

/** ServiceProviderConfig is there and whole. */
export const serviceProviderConfigChecks: readonly Check[] = [
  {
    section: 'RFC 7644 §4',
    level: 'MUST',
    title: 'ServiceProviderConfig is answered with its schema',
    run: async (server) => {
      const answer = await read(server);
      const { schemas } = answer.body ?? {};
      expect(
        answer,
        schemas?.includes(urns.serviceProviderConfig),
        `schemas with ${urns.serviceProviderConfig}`,
      );
    },
  },
  ...(['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'] as const).map((feature): Check => ({
    section,
    level: 'MUST',
    title: `ServiceProviderConfig says whether ${feature} is supported`,
    run: async (server) => {
      const answer = await read(server);
      expect(
        answer,
        typeof answer.body?.[feature]?.supported === 'boolean',
        `${feature}.supported as a boolean`,
      );
    },
  })),
  {
    section,
    level: 'MUST',
    title: 'bulk tells its maxOperations and maxPayloadSize',
    run: async (server) => {
      const answer = await read(server);
      const { maxOperations, maxPayloadSize } = answer.body?.bulk ?? {};
      expect(
        answer,
        Number.isInteger(maxOperations) && Number.isInteger(maxPayloadSize),
        'bulk.maxOperations and bulk.maxPayloadSize as whole numbers',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'filter tells its maxResults',
    run: async (server) => {
      const answer = await read(server);
      expect(
        answer,
        Number.isInteger(answer.body?.filter?.maxResults),
        'filter.maxResults as a whole number',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'each authentication scheme has a type, a name and a description',
    run: async (server) => {
      const answer = await read(server);
      const schemes: Json = answer.body?.authenticationSchemes;
      expect(answer, Array.isArray(schemes), 'authenticationSchemes as an array');
      for (const { type, name, description } of schemes)
        expect(
          answer,
          type && name && description,
          'type, name and description in each authentication scheme',
        );
    },
  },
  {
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'at most one authentication scheme is primary',
    run: async (server) => {
      const answer = await read(server);
      const schemes: Json = answer.body?.authenticationSchemes;
      expect(answer, Array.isArray(schemes), 'authenticationSchemes as an array');
      expect(
        answer,
        schemes.filter(({ primary }: Json) => primary === true).length <= 1,
        'at most one "primary": true',
      );
    },
  },
];
