import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Database } from '@rollcall/database';
import { secretKeys, testConnection } from '../../test/test-organisation.ts';
import { createAdmin } from './create-admin.ts';
import { createAuth, type Auth } from './create-auth.ts';

const adminOrigin = 'https://command.rollcall.example';
const password = 'correct horse battery';

let connection: Awaited<ReturnType<typeof testConnection>>;
let auth: Auth;
beforeAll(async () => {
  connection = await testConnection();
  auth = createAuth({ db: connection.db, secretKeys, adminOrigin });
  await createAdmin(auth, { name: 'Ada', email: 'Ada@Lantern.example', password });
});
afterAll(() => connection[Symbol.asyncDispose]());

test('an admin signs in with e-mail address and password, and stays signed in by cookie', async () => {
  const signedIn = await post('/sign-in/email', { email: 'ada@lantern.example', password }, '192.0.2.1');
  expect(signedIn.status).toBe(200);
  const [cookie] = signedIn.headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-rollcall\.session_token=.*HttpOnly; Secure; SameSite=Lax$/i);

  const session = await auth.api.getSession({ headers: new Headers({ cookie: cookie!.split(';')[0]! }) });
  expect(session?.user).toMatchObject({ name: 'Ada', email: 'ada@lantern.example' });
});

test('signing out ends the session on the server', async () => {
  const signedIn = await post('/sign-in/email', { email: 'ada@lantern.example', password }, '192.0.2.2');
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  expect((await post('/sign-out', {}, '192.0.2.2', cookie)).status).toBe(200);
  expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();
});

test('a wrong password and an unknown admin get the same answer', async () => {
  const wrong = { email: 'ada@lantern.example', password: 'incorrect horse battery' };
  const answers = [
    await post('/sign-in/email', wrong, '192.0.2.3'),
    await post('/sign-in/email', { ...wrong, email: 'eve@lantern.example' }, '192.0.2.4'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  const [one, other] = await Promise.all(answers.map((answer) => answer.text()));
  expect(one).toBe(other);
});

test('the fourth attempt in a row from one address has to wait', async () => {
  const attempt = () =>
    post('/sign-in/email', { email: 'ada@lantern.example', password: 'guess' }, '192.0.2.5');
  const statuses = [];
  for (let tries = 0; tries < 4; tries++) statuses.push((await attempt()).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
});

test('nobody makes an account over HTTP', async () => {
  const answer = await post(
    '/sign-up/email',
    { name: 'Eve', email: 'eve@lantern.example', password },
    '192.0.2.6',
  );
  expect(answer.status).toBe(400);
  const made = await connection.db.kysely.selectFrom('admins').select('email').execute();
  expect(made).toEqual([{ email: 'ada@lantern.example' }]);
});

test('a sign-in from a page of another origin is refused, told to whoever listens and printed nowhere', async () => {
  const printed = vi.spyOn(console, 'error');
  onTestFinished(() => printed.mockRestore());
  const { problems, listening } = listen(connection.db);
  const answer = await signInFrom('https://evil.example', listening);
  expect(answer.status).toBe(403);
  expect(problems).toEqual([['Invalid origin: https://evil.example', []]]);
  expect(printed).not.toHaveBeenCalled();
});

test('a failure of ours is thrown, so that the door answers and logs it as any other', async () => {
  await using broken = await testConnection();
  const { listening } = listen(broken.db);
  expect((await signInFrom(adminOrigin, listening)).status).toBe(401);
  // As the tables' owner, which the service is not.
  await broken.db.pool.query(
    'set role none; alter table admins rename to elsewhere; set role rollcall_service',
  );
  await expect(signInFrom(adminOrigin, listening)).rejects.toThrow('relation "admins" does not exist');
});

test('a password is stored as a hash', async () => {
  const [account] = await connection.db.kysely.selectFrom('admin_accounts').selectAll().execute();
  expect(account?.password).toMatch(/^[0-9a-f]+:[0-9a-f]+$/);
});

test.each([
  [{ name: '', email: 'new@lantern.example', password }, 'name'],
  [{ name: 'New', email: 'lantern.example', password }, 'email'],
  [{ name: 'New', email: 'ADA@lantern.example', password }, 'email'],
  [{ name: 'New', email: 'new@lantern.example', password: 'too short' }, 'password'],
])('no admin is made of %o: the %s', async (admin, field) => {
  await expect(createAdmin(auth, admin)).rejects.toMatchObject({
    code: 'invalidInput',
    fields: { [field]: expect.any(String) as string },
  });
});

/** Sign-in on that database, and what it complains of. */
function listen(db: Database) {
  const problems: unknown[] = [];
  const onProblem = (...problem: unknown[]) => void problems.push(problem);
  return { problems, listening: createAuth({ db, secretKeys, adminOrigin, onProblem }) };
}

function signInFrom(origin: string, on: Auth): Promise<Response> {
  return on.handler(
    new Request(`${adminOrigin}/auth/sign-in/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin,
        cookie: 'some=cookie',
        'x-forwarded-for': '192.0.2.7',
      },
      body: JSON.stringify({ email: 'ada@lantern.example', password }),
    }),
  );
}

function post(path: string, body: unknown, address: string, cookie?: string): Promise<Response> {
  return auth.handler(
    new Request(`${adminOrigin}/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: adminOrigin,
        'x-forwarded-for': address,
        ...(cookie ? { cookie } : {}),
      },
      body: JSON.stringify(body),
    }),
  );
}
