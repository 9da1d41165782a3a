import { limits } from '../limits.ts';
import { urns } from '../schema/urns.ts';

type Offer = Readonly<{
  /** The SCIM base, without a slash at its end. */
  baseUrl: string;
  documentationUri?: string;
  bulk?: Readonly<{ maxOperations: number; maxPayloadSize: number }>;
  /** Cursor paging (RFC 9865), when the server offers it. */
  pagination?: Readonly<{ defaultPageSize: number; maxPageSize: number; cursorTimeout: number }>;
}>;

/** What this service provider can do (RFC 7643 §5): only what it does. Without `bulk`, bulk is not offered. */
export function serviceProviderConfig({ baseUrl, documentationUri, bulk, pagination }: Offer): object {
  return {
    schemas: [urns.serviceProviderConfig],
    ...(documentationUri === undefined ? {} : { documentationUri }),
    patch: { supported: true },
    bulk: bulk ? { supported: true, ...bulk } : { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: limits.pageSize },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    ...(pagination
      ? { pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', ...pagination } }
      : {}),
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'An API token made in the Command Center, sent as Authorization: Bearer.',
        specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}
