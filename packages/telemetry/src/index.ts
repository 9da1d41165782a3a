export { nameBusiest, type BusiestNames } from './name-busiest.ts';
export { createTracing, type RequestSpan, type Tracing } from './create-tracing.ts';
