import { error, fail, redirect } from '@sveltejs/kit';
import { withClient } from '#lib/connection/with-client.ts';
import { submit, textFields } from '#lib/server/form.ts';
import { oneOf } from '#lib/server/list-query.ts';
import { madeOrSeen } from '#lib/server/through-impact.ts';
import type { Actions, PageServerLoad } from './$types';

const dialects = ['entra', 'okta', 'google', 'rfc'] as const;

const claims = ['userNameClaim', 'groupsClaim', 'rolesClaim'] as const;
const jitChoices = ['on', 'untilScim', 'off'] as const;

const unsaved =
  'Nothing is saved yet: another provider changes access. What stands above the button would happen.';

export const load: PageServerLoad = async ({ locals: { api }, params: { tenant }, url, depends }) => {
  depends('rollcall:connection');
  const ask = oneOf(url.searchParams, 'ask', ['enable', 'disable', 'generate-token', 'revoke-token']) ?? null;
  const [identityProvider, returnAddresses, provisioning, tokens, preview] = await Promise.all([
    api.identityProvider.get.query({ tenant }),
    api.identityProvider.returnAddresses.query({ tenant }),
    api.provisioning.get.query({ tenant }),
    api.tokens.list.query({ tenant }),
    ask === 'disable' ? api.provisioning.previewDisable.query({ tenant }) : null,
  ]);
  const revoking = ask === 'revoke-token' ? url.searchParams.get('token') : null;
  const kind = oneOf(url.searchParams, 'provider', ['entra', 'oidc']) ?? identityProvider?.kind ?? 'entra';
  return {
    ask,
    kind,
    identityProvider,
    returnAddresses,
    provisioning: withClient(provisioning),
    tokens,
    preview,
    tokenToRevoke: tokens.items.find(({ id }) => id === revoking) ?? null,
  };
};

export const actions: Actions = {
  save: async ({ request, locals: { api }, params: { tenant } }) => {
    const form = await request.formData();
    const values = textFields(
      form,
      'kind',
      'entraTenantId',
      'issuer',
      'clientId',
      'clientSecretExpiresOn',
      ...claims,
      'jit',
    );
    const { clientSecret } = textFields(form, 'clientSecret');
    return submit('save', values, async () => {
      const { clientSecretExpiresOn, kind, jit, ...texts } = values;
      const outcome = await madeOrSeen(form, (asked) =>
        api.identityProvider.save.mutate({
          tenant,
          ...texts,
          kind: kind === 'oidc' ? 'oidc' : 'entra',
          jit: jitChoices.find((choice) => choice === jit),
          clientSecretExpiresOn: clientSecretExpiresOn || null,
          clientSecret,
          ...asked,
        }),
      );
      if (outcome.applied) return { action: 'save', isSaved: true };
      // Not a dialog that sends the form again: the client secret would have to stand in the page.
      const problem = { action: 'save', message: unsaved, reason: null, fields: {}, values };
      return fail(422, { ...problem, impact: outcome.impact });
    });
  },

  check: async ({ locals: { api }, params: { tenant }, url }) =>
    submit('check', {}, async () => {
      await api.identityProvider.check.mutate({ tenant });
      redirect(303, `${url.pathname}#verification`);
    }),

  chooseClient: async ({ request, locals: { api, requestId }, params: { tenant }, url }) => {
    const values = textFields(await request.formData(), 'dialect');
    const dialect = dialects.find((name) => name === values.dialect);
    if (!dialect) error(400, { id: requestId, message: 'There is no such SCIM client.' });
    return submit('chooseClient', values, async () => {
      await api.provisioning.chooseDialect.mutate({ tenant, dialect });
      redirect(303, url.pathname);
    });
  },

  enable: async ({ locals: { api }, params: { tenant }, url }) =>
    submit('enable', {}, async () => {
      await api.provisioning.enable.mutate({ tenant });
      redirect(303, url.pathname);
    }),

  disable: async ({ request, locals: { api }, params: { tenant }, url }) => {
    const { people } = textFields(await request.formData(), 'people');
    return submit('disable', {}, async () => {
      await api.provisioning.disable.mutate({ tenant, people: people === 'suspend' ? 'suspend' : 'keep' });
      redirect(303, url.pathname);
    });
  },

  generateToken: async ({ request, locals: { api }, params: { tenant } }) => {
    const values = textFields(await request.formData(), 'label', 'expiresInDays');
    return submit('generateToken', values, async () => {
      const input = { label: values.label, expiresInDays: Number(values.expiresInDays) };
      const { token, secret } = await api.tokens.generate.mutate({ tenant, ...input });
      return { action: 'generateToken', token, secret };
    });
  },

  revokeToken: async ({ request, locals: { api }, params: { tenant }, url }) => {
    const { id } = textFields(await request.formData(), 'id');
    return submit('revokeToken', {}, async () => {
      await api.tokens.revoke.mutate({ tenant, id });
      redirect(303, url.pathname);
    });
  },
};
