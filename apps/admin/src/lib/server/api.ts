import type { AppRouter } from '@rollcall/admin-api';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';

export type Api = TRPCClient<AppRouter>;

type Caller = { apiUrl: string; cookie: string | null; requestId: string };

/** A client that speaks to the API as the browser behind one request: its cookies, its request id. */
export function apiFor({ apiUrl, cookie, requestId }: Caller): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${apiUrl}/trpc`,
        headers: { 'x-request-id': requestId, ...(cookie === null ? {} : { cookie }) },
      }),
    ],
  });
}
