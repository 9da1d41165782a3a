import type { Client } from '../contract.ts';

/** What the Command Center says of a SCIM client, in its vendor's own field names. */
export type ClientWords = Readonly<{
  /** As a choice. */
  title: string;
  /** In the middle of a sentence, and at its start. */
  name: string;
  start: string;
  /** Where the Base URL and the API token go. */
  pasteBaseUrl: string;
  pasteToken: string;
  /** What to do until it has called, until it has written, and what it does from then on. */
  untilCalled: string;
  untilWritten: string;
  then: string;
  /** How long it may be silent before somebody should look; null when it calls only on a change. */
  silenceMs: number | null;
  whenSilent: string;
}>;

const dayMs = 86_400_000;

/** Each client an admin can choose, in the order of the choice. */
export const clients: Readonly<Record<Client, ClientWords>> = {
  entra: {
    title: 'Microsoft Entra ID',
    name: 'Entra',
    start: 'Entra',
    pasteBaseUrl: 'Paste it in Entra as Tenant URL.',
    pasteToken: 'Paste it in Entra as Secret Token.',
    untilCalled: 'Press Test Connection in Entra',
    untilWritten: 'Press Create, assign users and groups, then Start provisioning.',
    then: 'It comes back about every 40 minutes.',
    silenceMs: dayMs,
    whenSilent: 'It calls about every 40 minutes. Look at the provisioning page of the application in Entra.',
  },
  okta: {
    title: 'Okta',
    name: 'Okta',
    start: 'Okta',
    pasteBaseUrl: 'Paste it in Okta as SCIM connector base URL.',
    pasteToken: 'Paste it in Okta as Authorization, under HTTP Header.',
    untilCalled: 'Press Test Connector Configuration in Okta',
    untilWritten: 'Enable what Okta may do under To App, then assign people and push groups.',
    then: 'It calls when somebody or something changes there.',
    silenceMs: null,
    whenSilent: '',
  },
  google: {
    title: 'Google Workspace',
    name: 'Google',
    start: 'Google',
    pasteBaseUrl: 'Paste it in Google as Endpoint URL.',
    pasteToken: 'Paste it in Google as Access token.',
    untilCalled: 'Configure autoprovisioning in the Google Admin console',
    untilWritten: 'Turn Autoprovisioning on in the Google Admin console.',
    then: 'It comes back every few hours.',
    silenceMs: dayMs,
    whenSilent: 'It calls every few hours. Look at Autoprovisioning of the app in the Google Admin console.',
  },
  rfc: {
    title: 'Other, strictly by the RFC',
    name: 'your client',
    start: 'Your client',
    pasteBaseUrl: 'Give it to your client as the SCIM base URL.',
    pasteToken: 'Give it to your client as its bearer token.',
    untilCalled: 'Let your client call the Base URL',
    untilWritten: 'Let your client create users and groups.',
    then: 'What it sends is held to RFC 7643 and RFC 7644.',
    silenceMs: null,
    whenSilent: '',
  },
};
