import { invalidInput } from '../errors.ts';
import { minPasswordLength, type Auth } from './create-auth.ts';

const maxPasswordLength = 128;

/** The admin can sign in with that e-mail address and password; which organisations they run is given apart. Throws `invalidInput`. */
export async function createAdmin(
  auth: Auth,
  admin: { name: string; email: string; password: string },
): Promise<{ id: string }> {
  const email = admin.email.trim().toLowerCase();
  const name = admin.name.trim();
  const fields = problems({ ...admin, name, email });
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  const { adapter, internalAdapter, password } = await auth.$context;
  if (await internalAdapter.findUserByEmail(email)) {
    throw invalidInput({ email: 'Another admin already signs in with this e-mail address.' });
  }
  const hash = await password.hash(admin.password);
  const made = { createdAt: new Date(), updatedAt: new Date() };
  return adapter.transaction(async (tx) => {
    const user = { name, email, emailVerified: true, ...made };
    const { id } = await tx.create<typeof user, { id: string }>({ model: 'user', data: user });
    // better-auth's own form of an account with a password: the account id is the user's.
    const account = { userId: id, accountId: id, providerId: 'credential', password: hash, ...made };
    await tx.create({ model: 'account', data: account });
    return { id };
  });
}

function problems(admin: { name: string; email: string; password: string }): Record<string, string> {
  const { length } = admin.password;
  return {
    ...(admin.name ? {} : { name: 'Enter a name.' }),
    ...(/^[^\s@]+@[^\s@]+$/.test(admin.email)
      ? {}
      : { email: 'Enter an e-mail address, such as ada@example.com.' }),
    ...(length >= minPasswordLength && length <= maxPasswordLength
      ? {}
      : { password: `A password has ${minPasswordLength} to ${maxPasswordLength} characters.` }),
  };
}
