import { randomInt } from 'node:crypto';
import { insertTenant, type Database, type TenantRow } from '@rollcall/database';
import { invalidInput } from '../errors.ts';

const keyForm = /^[a-z0-9]+(-[a-z0-9]+)*-[a-z0-9]{4,}$/;

/**
 * The organisation exists, with SCIM Provisioning off. Its key stands in URLs and never changes: given, or made of the
 * name and four random characters. Throws `invalidInput`.
 */
export async function createTenant(db: Database, tenant: { name: string; key?: string }): Promise<TenantRow> {
  const name = tenant.name.trim();
  if (name.length < 1 || name.length > 120) {
    throw invalidInput({ name: 'An organisation has a name of 1 to 120 characters.' });
  }
  if (tenant.key !== undefined) return createWithKey(db, name, tenant.key);
  for (;;) {
    const made = await insertTenant(db, { key: keyFor(name), name });
    if (made) return made;
  }
}

async function createWithKey(db: Database, name: string, key: string): Promise<TenantRow> {
  if (!keyForm.test(key) || key.length > 128) {
    throw invalidInput({
      key: 'A key is lower-case letters, digits and hyphens, and ends in a hyphen and four or more random characters, as in acme-7f3k.',
    });
  }
  const made = await insertTenant(db, { key, name });
  if (!made) throw invalidInput({ key: `Another organisation has the key ${key}.` });
  return made;
}

/** Letters of other scripts than Latin leave nothing to make a key of, hence the word at the end. */
function keyFor(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  const random = Array.from({ length: 4 }, () => randomInt(36).toString(36)).join('');
  return `${slug || 'organisation'}-${random}`;
}
