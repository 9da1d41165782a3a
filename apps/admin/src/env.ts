import { defineEnvVars } from '@sveltejs/kit/env';

/** The only reader of the environment. Everything has a development default. */
export const variables = defineEnvVars({
  API_URL: {
    description: 'Where the API listens on its private port',
    schema: (value) => httpUrl('API_URL', value ?? 'http://127.0.0.1:4001'),
  },
  ORIGIN: {
    description: 'The address people open in the browser. Unset, the Host header of the request is believed',
    schema: (value) => (value ? new URL(httpUrl('ORIGIN', value)).origin : undefined),
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    description: 'The collector that takes traces, over OTLP. Unset, there are none',
    schema: (value) => (value ? httpUrl('OTEL_EXPORTER_OTLP_ENDPOINT', value) : undefined),
  },
  OTEL_TRACES_SAMPLER_ARG: {
    description: 'The share of requests that are traced',
    schema: (value) => share('OTEL_TRACES_SAMPLER_ARG', value || '0.05'),
  },
});

function share(name: string, value: string): number {
  const part = Number(value);
  if (!(part >= 0 && part <= 1)) throw new Error(`${name} must be a number from 0 to 1, not "${value}".`);
  return part;
}

function httpUrl(name: string, value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value)) {
    throw new Error(
      `${name} must be an http or https address such as http://127.0.0.1:4001, not "${value}".`,
    );
  }
  return value.replace(/\/+$/, '');
}
