import { resolve } from '$app/paths';
import type { OwnType } from '#lib/contract.ts';
import { typeTitle } from '#lib/directory/type-title.ts';

export type PageLink = {
  text: string;
  href: string;
  icon:
    | 'overview'
    | 'users'
    | 'groups'
    | 'resources'
    | 'roles'
    | 'policies'
    | 'services'
    | 'takeOver'
    | 'conflicts'
    | 'endUser'
    | 'schemas'
    | 'webhooks';
};
export type PageSection = { title: string | null; under: string | null; links: PageLink[] };

/** The pages of an organisation, as the navigation and the command dialog list them. */
export function pagesOf(tenant: string, types: readonly OwnType[]): PageSection[] {
  return [
    {
      title: null,
      under: null,
      links: [{ text: 'Overview', href: resolve('/[tenant]', { tenant }), icon: 'overview' }],
    },
    {
      title: 'Directory',
      under: null,
      links: [
        { text: 'Users', href: resolve('/[tenant]/directory/users', { tenant }), icon: 'users' },
        { text: 'Groups', href: resolve('/[tenant]/directory/groups', { tenant }), icon: 'groups' },
        ...types.map((type) => ({
          text: typeTitle(type),
          href: resolve('/[tenant]/directory/resources/[endpoint]', { tenant, endpoint: type.endpoint }),
          icon: 'resources' as const,
        })),
      ],
    },
    {
      title: 'Access',
      under: null,
      links: [
        { text: 'Roles', href: resolve('/[tenant]/access/roles', { tenant }), icon: 'roles' },
        { text: 'Policies', href: resolve('/[tenant]/access/policies', { tenant }), icon: 'policies' },
        { text: 'Services', href: resolve('/[tenant]/access/services', { tenant }), icon: 'services' },
      ],
    },
    {
      title: 'Provisioning',
      under: null,
      links: [
        {
          text: 'Take-over',
          href: resolve('/[tenant]/provisioning/take-over', { tenant }),
          icon: 'takeOver',
        },
        {
          text: 'Conflicts',
          href: resolve('/[tenant]/provisioning/conflicts', { tenant }),
          icon: 'conflicts',
        },
      ],
    },
    {
      title: 'Settings',
      under: 'Identity and Access',
      links: [
        {
          text: 'End User',
          href: resolve('/[tenant]/settings/identity-and-access/end-user', { tenant }),
          icon: 'endUser',
        },
      ],
    },
    {
      title: 'Settings',
      under: null,
      links: [
        { text: 'Schemas', href: resolve('/[tenant]/settings/schemas', { tenant }), icon: 'schemas' },
        { text: 'Webhooks', href: resolve('/[tenant]/settings/webhooks', { tenant }), icon: 'webhooks' },
      ],
    },
  ];
}
