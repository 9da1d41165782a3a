export { createAdminContext, type AdminContext, type AdminDeps } from './context.ts';
export { appRouter, type AppRouter } from './router.ts';
export { openExport, type Export } from './exports.ts';
export { describeRefusal, refusalOf } from './refusal.ts';
