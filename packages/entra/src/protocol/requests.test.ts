import { expect, test } from 'vitest';
import { scimRequests } from './requests.ts';

test('a match query writes spaces as + and @ as %40, with literal quotes', () => {
  expect(scimRequests.matchUser('userName', 'kai.lund@acme.example', 0).path).toBe(
    '/Users?filter=userName+eq+"kai.lund%40acme.example"',
  );
});

test('a match query also comes with encoded quotes and brackets', () => {
  expect(scimRequests.matchUser('emails[type eq "work"].value', 'a@b.example', 1).path).toBe(
    '/Users?filter=emails%5Btype+eq+%22work%22%5D.value+eq+%22a%40b.example%22',
  );
  expect(scimRequests.matchUser('emails[type eq "work"].value', 'a@b.example', 0).path).toBe(
    '/Users?filter=emails[type+eq+"work"].value+eq+"a%40b.example"',
  );
});

test('a real plus sign is %2B, an ampersand %26, and letters beyond ASCII are UTF-8', () => {
  expect(scimRequests.matchGroup('displayName', 'R&D + Søren', 0).path).toBe(
    '/Groups?excludedAttributes=members&filter=displayName+eq+"R%26D+%2B+S%C3%B8ren"',
  );
});

test('colons of a URN stay as they are', () => {
  const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber';
  expect(scimRequests.matchUser(urn, '70211', 0).path).toBe(`/Users?filter=${urn}+eq+"70211"`);
});

test('a quote inside a value is escaped as in JSON', () => {
  expect(scimRequests.matchGroup('displayName', 'The "A" team', 1).path).toContain(
    '%22The+%5C%22A%5C%22+team%22',
  );
});

test('groups are matched and read without their members, the parameters in either order', () => {
  expect(scimRequests.readGroup('g1').path).toBe('/Groups/g1?excludedAttributes=members');
  expect(scimRequests.matchGroup('displayName', 'VPN Users', 2).path).toBe(
    '/Groups?filter=displayName+eq+"VPN+Users"&excludedAttributes=members',
  );
});

test('a reference is checked with two terms in either order', () => {
  expect(scimRequests.checkManager('u1', 'm1', 0).path).toBe(
    '/Users?filter=id+eq+"u1"+and+manager+eq+"m1"&attributes=id',
  );
  expect(scimRequests.checkMember('g1', 'u1', 2).path).toBe(
    '/Groups?filter=members+eq+"u1"+and+id+eq+"g1"&attributes=id',
  );
});
