import type { Check } from '../check.ts';
import { expect, expectError, isUnassigned } from '../expect.ts';
import { addresses, emails, mails, patched } from './patched.ts';

const section = 'RFC 7644 §3.5.2.2';

/** PATCH remove. */
export const patchRemoveChecks: readonly Check[] = [
  {
    section,
    level: 'MUST',
    title: 'remove without a path is noTarget',
    needs: ['patch'],
    run: async (server) =>
      expectError(
        await server.patch(server.at(await server.makeUser()), [{ op: 'remove' }]),
        400,
        'noTarget',
      ),
  },
  {
    section,
    level: 'MUST',
    title: 'remove unassigns an attribute',
    needs: ['patch', 'User.title'],
    run: async (server) => {
      const read = await patched(server, { title: 'Engineer' }, { op: 'remove', path: 'title' });
      expect(read, isUnassigned(read.body.title), 'no title');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove unassigns a sub-attribute and keeps the others',
    needs: ['patch', 'User.name.givenName', 'User.name.familyName'],
    run: async (server) => {
      const name = { givenName: 'Anna', familyName: 'Berg' };
      const read = await patched(server, { name }, { op: 'remove', path: 'name.givenName' });
      const isRight = isUnassigned(read.body.name?.givenName) && read.body.name?.familyName === 'Berg';
      expect(read, isRight, 'name with familyName alone');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove of many values without a filter removes all',
    needs: ['patch', 'User.phoneNumbers.value'],
    run: async (server) => {
      const phoneNumbers = [{ value: 'tel:+45-5550-0100' }, { value: 'tel:+45-5550-0111' }];
      const read = await patched(server, { phoneNumbers }, { op: 'remove', path: 'phoneNumbers' });
      expect(read, isUnassigned(read.body.phoneNumbers), 'no phoneNumbers');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove by a filter removes the values that match and no other',
    needs: ['patch', ...emails],
    run: async (server) => {
      const { work, home } = mails(server);
      const path = `emails[type eq "home"]`;
      const read = await patched(server, { emails: [work, home] }, { op: 'remove', path });
      expect(read, addresses(read) === work.value, `the email ${work.value} alone`);
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove of the last value by a filter unassigns the attribute',
    needs: ['patch', 'User.phoneNumbers.value', 'User.phoneNumbers.type'],
    run: async (server) => {
      const phoneNumbers = [{ type: 'work', value: 'tel:+45-5550-0100' }];
      const read = await patched(
        server,
        { phoneNumbers },
        { op: 'remove', path: 'phoneNumbers[type eq "work"]' },
      );
      expect(read, isUnassigned(read.body.phoneNumbers), 'no phoneNumbers');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove of a sub-attribute by a filter keeps the value it is in',
    needs: ['patch', ...emails, 'User.emails.display'],
    run: async (server) => {
      const { work, home } = mails(server);
      const before = { emails: [{ ...work, display: 'At work' }, home] };
      const read = await patched(server, before, { op: 'remove', path: 'emails[type eq "work"].display' });
      const found = read.body.emails?.find(({ value }: { value: string }) => value === work.value);
      expect(read, found && isUnassigned(found.display), 'the work email without display');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove of a required attribute is refused',
    needs: ['patch'],
    run: async (server) => {
      const user = await server.makeUser();
      expectError(await server.patch(server.at(user), [{ op: 'remove', path: 'userName' }]), 400);
      const read = await server.get(server.at(user));
      expect(read, read.body?.userName === user.userName, 'the userName as it was');
    },
  },
  {
    section,
    level: 'MUST',
    title: 'the refusal to remove a required attribute is mutability',
    needs: ['patch'],
    run: async (server) => {
      const user = await server.makeUser();
      expectError(
        await server.patch(server.at(user), [{ op: 'remove', path: 'userName' }]),
        400,
        'mutability',
      );
    },
  },
  {
    section,
    level: 'MUST',
    title: 'remove of a readOnly attribute is mutability',
    needs: ['patch'],
    run: async (server) =>
      expectError(
        await server.patch(server.at(await server.makeUser()), [{ op: 'remove', path: 'id' }]),
        400,
        'mutability',
      ),
  },
];
