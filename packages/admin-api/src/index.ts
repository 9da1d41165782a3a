export { createAdminContext, type AdminContext, type AdminDeps } from './context.ts';
export { appRouter, type AppRouter } from './router.ts';
