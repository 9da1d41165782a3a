import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => {
  const { session, requestId } = locals;
  if (session === null) throw new Error('A page of an organisation was loaded without a session.');
  const tenant = session.tenants.find(({ key }) => key === params.tenant);
  if (tenant === undefined) {
    error(404, { id: requestId, message: `No organisation "${params.tenant}" is open to you.` });
  }
  return { session, tenant, types: await locals.api.resources.types.query({ tenant: params.tenant }) };
};
