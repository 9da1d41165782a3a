import type { SchemaView, UserAttribute } from '../contract.ts';
import { attributeName } from './attribute-name.ts';

type Group = { title: string; attributes: { name: string; path: string; value: string }[] };

const titles: [title: string, holds: RegExp][] = [
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
export function attributeGroups(attributes: UserAttribute[], schemas: SchemaView[] = []): Group[] {
  const own = schemas.filter(({ isStandard, isExtension }) => isExtension && !isStandard);
  const groups = new Map<string, Group>(
    [...titles.map(([title]) => title), ...own.map(({ urn }) => urn), rest].map((key) => [
      key,
      { title: own.find(({ urn }) => urn === key)?.name ?? key, attributes: [] },
    ]),
  );
  for (const { path, value } of attributes.filter((attribute) => !leftOut.test(attribute.path))) {
    const extension = own.find(({ urn }) => path.startsWith(`${urn}:`))?.urn;
    const name = extension ? path.slice(extension.length + 1) : attributeName(path);
    const key = extension ?? titles.find(([, holds]) => holds.test(path))?.[0] ?? rest;
    groups.get(key)?.attributes.push({ name, path, value: words(value) });
  }
  return [...groups.values()].filter((group) => group.attributes.length > 0);
}

function words(value: UserAttribute['value']): string {
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
}
