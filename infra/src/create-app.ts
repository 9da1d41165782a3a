import { App, Tags } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import type { Stage } from './config.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';

/** Two stacks per stage. `release` is the tag of the images that the services run. */
export function createApp(stages: readonly Stage[], release: string, outdir?: string): App {
  const app = new App({ context, analyticsReporting: false, ...(outdir && { outdir }) });
  for (const stage of stages) {
    const env = { account: stage.account, region: stage.region };
    const name = `Rollcall-${stage.name}`;
    const data = new DataStack(app, `${name}-Data`, { env, stage });
    new ServiceStack(app, `${name}-Service`, { env, stage, data, release });
  }
  Tags.of(app).add('product', 'rollcall');
  return app;
}

const context = {
  ...flags,
  // The data stack cannot drop what the service stack uses.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};
