import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { stages } from '../src/config.ts';
import { createApp } from '../src/create-app.ts';

// The CDK's own command says where it wants the templates.
const outdir = process.env['CDK_OUTDIR'] ?? 'cdk.out';
const release = process.env['RELEASE'] ?? 'unreleased';
const only = process.env['STAGE'];

const app = createApp(
  stages.filter(({ name }) => only === undefined || name === only),
  release,
  outdir,
);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
