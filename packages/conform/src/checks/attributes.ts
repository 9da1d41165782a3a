import type { Check } from '../check.ts';
import { expect, expectError, expectStatus, isUnassigned } from '../expect.ts';
import type { Json } from '../http/json.ts';
import { mails } from './patched.ts';

/** Attributes: names, types, states. */
export const attributeChecks: readonly Check[] = [
  {
    section: 'RFC 7643 §2.1',
    level: 'MUST',
    title: 'attribute names in a body are in any case of letters',
    needs: ['User.displayName'],
    run: async (server) => {
      const answer = await server.get(server.at(await server.makeUser({ DISPLAYNAME: 'Anna' })));
      expect(answer, answer.body?.displayName === 'Anna', '"displayName": "Anna"');
    },
  },
  ...(
    [
      ['text where a boolean belongs', { active: 'perhaps' }, 'User.active'],
      ['a number where text belongs', { displayName: { first: 1 } }, 'User.displayName'],
      ['text where an object belongs', { name: 'Anna Berg' }, 'User.name'],
    ] as const
  ).map(([what, more, need]): Check => ({
    section: 'RFC 7643 §2.3',
    level: 'MUST',
    title: `${what} is refused`,
    needs: [need],
    run: async (server) => expectError(await server.post(server.users, server.userBody(more)), 400),
  })),
  {
    section: 'RFC 7643 §2.3.6',
    level: 'MUST',
    title: 'what is no base64 is never kept as a binary',
    needs: ['User.x509Certificates.value'],
    run: async (server) => {
      const value = '*** no base64 ***';
      const answer = await server.post(server.users, server.userBody({ x509Certificates: [{ value }] }));
      expectStatus(answer, 201, 400);
      expect(
        answer,
        answer.status === 400 || !answer.text.includes(value),
        'a refusal, or a User without it',
      );
    },
  },
  {
    section: 'RFC 7643 §2.5',
    level: 'MUST',
    title: 'null and an empty array in a creation are as if they were not sent',
    needs: ['User.title', 'User.phoneNumbers'],
    run: async (server) => {
      const made = await server.post(server.users, server.userBody({ title: null, phoneNumbers: [] }));
      expectStatus(made, 201);
      const answer = await server.get(server.at(made.body));
      expect(
        answer,
        isUnassigned(answer.body?.title) && isUnassigned(answer.body?.phoneNumbers),
        'no title, no phoneNumbers',
      );
    },
  },
  {
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'a resource never has two primary values',
    needs: ['User.emails.primary'],
    run: async (server) => {
      const { work, home } = mails(server);
      const emails = [work, { ...home, primary: true }];
      const made = await server.post(server.users, server.userBody({ emails }));
      expectStatus(made, 201, 400);
      if (made.status === 400) return;
      const answer = await server.get(server.at(made.body));
      const primaries = answer.body?.emails?.filter(({ primary }: Json) => primary === true) ?? [];
      expect(answer, primaries.length <= 1, 'at most one "primary": true');
    },
  },
  {
    section: 'RFC 7643 §2.4',
    level: 'MUST',
    title: 'the sub-attributes of many values come back as they went in',
    needs: ['User.emails.value', 'User.emails.type', 'User.emails.primary'],
    run: async (server) => {
      const { work, home } = mails(server);
      const answer = await server.get(server.at(await server.makeUser({ emails: [work, home] })));
      for (const sent of [work, home]) {
        const found = answer.body?.emails?.find(({ value }: Json) => value === sent.value);
        const isRight = found?.type === sent.type && Boolean(found?.primary) === sent.primary;
        expect(answer, isRight, `the email ${sent.value} with its type and primary`);
      }
    },
  },
  {
    section: 'RFC 7643 §7',
    level: 'MUST',
    title: 'canonical values are a suggestion, and others are kept',
    needs: ['User.emails.value', 'User.emails.type'],
    run: async (server) => {
      const emails = [{ type: 'holiday', value: `${server.name()}@conform.example` }];
      const made = await server.post(server.users, server.userBody({ emails }));
      expectStatus(made, 201, 400);
      if (made.status === 400) return;
      const answer = await server.get(server.at(made.body));
      expect(answer, answer.body?.emails?.[0]?.type === 'holiday', '"type": "holiday"');
    },
  },
];
