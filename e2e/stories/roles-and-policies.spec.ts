import { makeGroup, makeUser } from '@rollcall/testkit';
import { lookClosely } from '../src/story/look-closely.ts';
import { signIn } from '../src/story/sign-in.ts';
import { expect, test } from '../src/story/story.ts';
import { connectOrganisation, foundOrganisation, type Workshop } from '../src/story/workshop.ts';

test.setTimeout(240_000);

/** An organisation whose people have never signed in: a group inside a group, and somebody on their own. */
async function foundWithPeople(workshop: Workshop, name: string) {
  const organisation = await foundOrganisation(workshop, name);
  const { scim } = await connectOrganisation(workshop, organisation);
  const person = (givenName: string, familyName: string, department: string) =>
    makeUser(scim, { givenName, familyName, displayName: `${givenName} ${familyName}`, department });
  const hazel = await person('Hazel', 'Quickthorn', 'Sales');
  const bilal = await person('Bilal', 'Ferncastle', 'Sales');
  await person('Oda', 'Merriweather', 'Workshop');
  const emea = await makeGroup(scim, { displayName: 'Sales EMEA', members: [hazel.id, bilal.id] });
  await makeGroup(scim, { displayName: 'Sales', members: [emea.id] });
  return organisation;
}

test('an admin gives people a service before they ever sign in, and sees first whom each step touches', async ({
  page,
  workshop,
}) => {
  const { owner, path } = await foundWithPeople(workshop, 'Thistledown Kites');
  const wide = () => page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, owner, `${path}/access/services`);

  await test.step('a service is added', async () => {
    await expect(page.getByRole('heading', { name: 'There are no services yet' })).toBeVisible();
    await page.getByRole('link', { name: 'Add service' }).click();
    const question = page.getByRole('dialog', { name: 'Add service' });
    await question.getByLabel('Name').fill('CRM');
    await question.getByLabel('Address').fill('ftp://crm.thistledown.example/');
    await question.getByRole('button', { name: 'Add service' }).click();
    await expect(question.getByLabel('Address')).toHaveAccessibleDescription(/Enter the address people open/);
    await lookClosely(page, 'service-add', [375]);
    await wide();
    await question.getByLabel('Address').fill('https://crm.thistledown.example/');
    await question.getByRole('button', { name: 'Add service' }).click();
    await expect(page.getByRole('heading', { name: 'CRM', level: 1 })).toBeVisible();
  });

  await test.step('a role is added and given to a group', async () => {
    await page.getByRole('link', { name: 'Roles', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'There are no roles yet' })).toBeVisible();
    await lookClosely(page, 'roles-empty', [375]);
    await wide();
    await page.getByRole('link', { name: 'Add role' }).click();
    await page.getByLabel('Name').fill('CRM user');
    await page.getByRole('dialog').getByRole('button', { name: 'Add role' }).click();
    await expect(page.getByRole('heading', { name: 'CRM user', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'Give to…' }).first().click();
    const question = page.getByRole('dialog', { name: 'Give CRM user' });
    await question.getByRole('searchbox', { name: 'Search users and groups' }).fill('sales');
    await question.getByRole('checkbox', { name: 'Sales', exact: true }).check();
    await lookClosely(page, 'role-give', [375]);
    await wide();
    await question.getByRole('checkbox', { name: 'Sales', exact: true }).check();
    await question.getByRole('button', { name: 'Give role' }).click();
    await expect(page.getByRole('table', { name: 'Given to' })).toContainText('Sales');
    await expect(page.getByRole('table', { name: 'Who holds it' })).toContainText(
      'Through group Sales EMEA (in Sales)',
    );
  });

  await test.step('a policy opens the service to the role, and says to whom before it does', async () => {
    await page.getByRole('link', { name: 'Policies', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'There are no policies yet' })).toBeVisible();
    await page.getByRole('link', { name: 'Add policy' }).click();
    await page.getByLabel('Name').fill('Customer data');
    await page.getByRole('dialog').getByRole('button', { name: 'Add policy' }).click();
    await expect(page.getByRole('heading', { name: 'Customer data', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'Add roles' }).first().click();
    await page.getByRole('checkbox', { name: 'CRM user' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add roles' }).click();
    await expect(page.getByRole('table', { name: 'Roles' })).toContainText('CRM user');

    await page.getByRole('link', { name: 'Add services' }).first().click();
    await page.getByRole('checkbox', { name: 'CRM' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add services' }).click();
    const impact = page.getByRole('dialog', { name: 'Add services?' });
    await expect(impact).toContainText('2 people gain access.');
    await expect(impact).toContainText('Hazel Quickthorn');
    await lookClosely(page, 'policy-impact');
    await wide();
    await impact.getByRole('link', { name: 'Cancel' }).click();
    await expect(impact).toBeHidden();
    await expect(page.getByRole('heading', { name: 'No services yet' })).toBeVisible();

    await page.getByRole('link', { name: 'Add services' }).first().click();
    await page.getByRole('checkbox', { name: 'CRM' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add services' }).click();
    await impact.getByRole('button', { name: 'Add services' }).click();
    await expect(page.getByRole('table', { name: 'Services' })).toContainText('CRM');
    await lookClosely(page, 'policy');
    await wide();
  });

  await test.step('a rule says whom it matches while it is typed, and where it cannot be read', async () => {
    await page.getByRole('link', { name: 'CRM user' }).click();
    await page.getByRole('link', { name: 'Write a rule' }).click();
    const question = page.getByRole('dialog', { name: 'Rule' });
    await question.getByRole('textbox').fill('department eq "Workshop" and titel pr');
    await expect(question).toContainText('No schema here has an attribute "titel" (character 30).');
    await question.getByRole('button', { name: 'Save rule' }).click();
    await expect(question.getByRole('textbox')).toHaveAccessibleDescription(/character 30/);
    await question.getByRole('textbox').fill('department eq "Workshop"');
    await expect(question).toContainText('Matches 1 person now: Oda Merriweather.');
    await lookClosely(page, 'role-rule');
    await wide();
    await question.getByRole('button', { name: 'Save rule' }).click();
    const impact = page.getByRole('dialog', { name: 'Save rule?' });
    await expect(impact).toContainText('1 person gains access.');
    await impact.getByRole('button', { name: 'Save rule' }).click();
    await expect(page.getByText('Matches 1 person now.')).toBeVisible();
    await lookClosely(page, 'role');
    await wide();
  });

  await test.step('the service, the person and the group say who reaches what, and why', async () => {
    await page.getByRole('link', { name: 'Services', exact: true }).click();
    await lookClosely(page, 'services', [375]);
    await wide();
    await page.getByRole('link', { name: 'CRM', exact: true }).click();
    const people = page.getByRole('table', { name: 'Who reaches it' });
    await expect(people.getByRole('row', { name: 'Hazel Quickthorn' })).toContainText(
      'Through group Sales EMEA (in Sales) → role CRM user → policy Customer data',
    );
    await expect(people.getByRole('row', { name: 'Oda Merriweather' })).toContainText('By the rule');
    await lookClosely(page, 'service');
    await wide();
    await people.getByRole('link', { name: 'Hazel Quickthorn' }).click();
    const card = page.getByRole('region', { name: 'Effective access' });
    await expect(card).toContainText('Through group Sales EMEA (in Sales) → role CRM user');
    await lookClosely(page, 'person-access');
    await wide();
    await card.getByRole('link', { name: 'Sales', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Effective access' })).toContainText('CRM');
    await lookClosely(page, 'group-access', [1280]);
    await wide();
    await page.getByRole('link', { name: 'Delete' }).click();
    const question = page.getByRole('dialog', { name: 'Delete Sales?' });
    await expect(question).toContainText('Whoever reaches CRM through this group alone no longer does.');
  });

  await test.step('what is taken away asks first', async () => {
    await page.goto(`${path}/access/roles`);
    await lookClosely(page, 'roles', [1280]);
    await wide();
    await page.getByRole('link', { name: 'CRM user' }).click();
    await page.getByRole('button', { name: 'Delete role' }).click();
    const impact = page.getByRole('dialog', { name: 'Delete CRM user?' });
    await expect(impact).toContainText('3 people lose access.');
    await lookClosely(page, 'role-delete', [375]);
    await wide();
    await impact.getByRole('button', { name: 'Delete CRM user' }).click();
    await expect(page.getByRole('heading', { name: 'There are no roles yet' })).toBeVisible();
  });
});

test('a role is given by the keyboard alone', async ({ page, workshop }) => {
  const { owner, path } = await foundWithPeople(workshop, 'Thistledown Kites');
  await signIn(page, owner, `${path}/access/roles`);
  await page.getByRole('link', { name: 'Add role' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Kite tester');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Kite tester', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Give to…' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search users and groups' })).toBeFocused();
  await page.keyboard.type('Hazel');
  await expect(page.getByRole('checkbox', { name: /Hazel/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: /Hazel/ })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Given to' })).toContainText('Hazel Quickthorn');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an admin builds access and takes it away', async ({ page, workshop }) => {
    const { owner, path } = await foundWithPeople(workshop, 'Thistledown Kites');
    await signIn(page, owner, `${path}/access/services?ask=add`);
    await page.getByLabel('Name').fill('CRM');
    await page.getByLabel('Address').fill('https://crm.thistledown.example/');
    await page.getByRole('dialog').getByRole('button', { name: 'Add service' }).click();
    await expect(page.getByRole('heading', { name: 'CRM', level: 1 })).toBeVisible();

    await page.goto(`${path}/access/roles?ask=add`);
    await page.getByLabel('Name').fill('CRM user');
    await page.getByRole('dialog').getByRole('button', { name: 'Add role' }).click();
    await page.getByRole('link', { name: 'Write a rule' }).click();
    await page.getByRole('textbox').fill('department eq "Sales"');
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(page.getByRole('dialog')).toContainText('Matches 2 people now');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await expect(page.getByText('Matches 2 people now.')).toBeVisible();
    await page.getByRole('link', { name: 'Give to…' }).first().click();
    await page.getByRole('searchbox', { name: 'Search users and groups' }).fill('Oda');
    await page.getByRole('dialog').getByRole('button', { name: 'Search' }).click();
    await page.getByRole('checkbox', { name: /Oda/ }).check();
    await page.getByRole('button', { name: 'Give role' }).click();
    await expect(page.getByRole('table', { name: 'Given to' })).toContainText('Oda Merriweather');

    await page.goto(`${path}/access/policies?ask=add`);
    await page.getByLabel('Name').fill('Customer data');
    await page.getByRole('dialog').getByRole('button', { name: 'Add policy' }).click();
    await page.getByRole('link', { name: 'Add services' }).first().click();
    await page.getByRole('checkbox', { name: 'CRM' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add services' }).click();
    await expect(page.getByRole('table', { name: 'Services' })).toContainText('CRM');
    await page.getByRole('link', { name: 'Add roles' }).first().click();
    await page.getByRole('checkbox', { name: 'CRM user' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Add roles' }).click();
    await expect(page.getByRole('dialog', { name: 'Add roles?' })).toContainText('3 people gain access.');
    await page.getByRole('dialog').getByRole('button', { name: 'Add roles' }).click();
    await expect(page.getByRole('table', { name: 'Roles' })).toContainText('CRM user');

    await page.getByLabel('Level of CRM').last().selectOption('View');
    await page.getByRole('button', { name: 'Set level of CRM' }).click();
    await expect(page.getByRole('dialog')).toContainText('CRM: Use becomes View');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Switch off policy' }).click();
    await expect(page.getByRole('dialog')).toContainText('3 people lose access.');
    await page.getByRole('dialog').getByRole('button', { name: 'Switch off Customer data' }).click();
    await expect(page.getByText('This policy is switched off')).toBeVisible();
  });
});
