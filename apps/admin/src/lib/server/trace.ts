import { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG } from '$app/env/private';
import { createTracing } from '@rollcall/telemetry';
import { isHttpError, isRedirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';

const tracing = createTracing({
  service: 'rollcall-admin',
  endpoint: OTEL_EXPORTER_OTLP_ENDPOINT,
  share: OTEL_TRACES_SAMPLER_ARG,
});
// The adapter says so once every request is answered.
process.once('sveltekit:shutdown', () => void tracing?.stop());

/**
 * The request is a span, and `locals.callHeaders` carry it to the API. SvelteKit's own spans are left off: they say the
 * whole address, and with it whom an admin looked for (docs/decisions/0050).
 */
export const trace: Handle = async ({ event, resolve }) => {
  const { locals, request, route, params } = event;
  if (!tracing) return resolve(event);
  const { method } = request;
  const name = route.id ?? '/…';
  const span = tracing.begin({
    name: `${method} ${name}`,
    attributes: { 'http.request.method': method, 'http.route': name },
    tenant: params['tenant'],
  });
  locals.callHeaders = { ...locals.callHeaders, traceparent: span.traceparent };
  const end = (status: number) => span.end({ status, requestId: locals.requestId });
  try {
    const response = await resolve(event);
    end(response.status);
    return response;
  } catch (thrown) {
    end(isRedirect(thrown) || isHttpError(thrown) ? thrown.status : 500);
    throw thrown;
  }
};
