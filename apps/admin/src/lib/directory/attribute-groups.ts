import type { AttributeValue, SchemaView, UserAttribute } from '../contract.ts';
import { attributeName } from './attribute-name.ts';

type Titles = readonly (readonly [title: string, holds: RegExp])[];
export type Group = { title: string; attributes: Shown[] };
type Shown = { name: string; path: string; value: string; source?: NonNullable<UserAttribute['source']> };
type Attribute = AttributeValue & Partial<Pick<UserAttribute, 'source'>>;

const titles: Titles = [
  ['Name', /^(name\.|displayName|nickName|userName)/],
  ['Contact', /^(emails|phoneNumbers|ims|addresses|photos|profileUrl)/],
  ['Work', /^(title|userType|urn:ietf:params:scim:schemas:extension:enterprise)/],
  ['Language and region', /^(preferredLanguage|locale|timezone)/],
];
const rest = 'Other';

/** Told elsewhere on the page, or of no interest to a person. */
const leftOut = /^(active|userName|externalId)$|\.primary$|:User:manager/;

/**
 * The attributes of a user under the headings a person would look for them; headings with none are left out. Those of
 * an extension of the organisation's own go by its name.
 */
export function attributeGroups(attributes: Attribute[], schemas: SchemaView[] = []): Group[] {
  const shown = attributes.filter(({ path }) => !leftOut.test(path));
  return grouped(shown, titles, schemas);
}

/** The attributes of a resource of the organisation's own type: its own under that title, an extension's under its name. */
export function resourceGroups(attributes: AttributeValue[], schemas: SchemaView[], title: string): Group[] {
  const shown = attributes.filter(({ path }) => path !== 'externalId');
  return grouped(shown, [[title, /^/]], schemas);
}

function grouped(attributes: Attribute[], titles: Titles, schemas: SchemaView[]): Group[] {
  const own = schemas.filter(({ isStandard, isExtension }) => isExtension && !isStandard);
  const groups = new Map<string, Group>(
    [...titles.map(([title]) => title), ...own.map(({ urn }) => urn), rest].map((key) => [
      key,
      { title: own.find(({ urn }) => urn === key)?.name ?? key, attributes: [] },
    ]),
  );
  for (const { path, value, source } of attributes) {
    const extension = own.find(({ urn }) => path.startsWith(`${urn}:`))?.urn;
    const name = extension ? path.slice(extension.length + 1) : attributeName(path);
    const key = extension ?? titles.find(([, holds]) => holds.test(path))?.[0] ?? rest;
    groups.get(key)?.attributes.push({ name, path, value: valueWords(value), ...(source ? { source } : {}) });
  }
  return [...groups.values()].filter((group) => group.attributes.length > 0);
}

/** A value as a person reads it. */
export function valueWords(value: AttributeValue['value']): string {
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
}
