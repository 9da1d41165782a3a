import type { AppRouter } from '@rollcall/admin-api';
import { createTRPCClient, httpBatchLink, type TRPCClient } from '@trpc/client';

export type Api = TRPCClient<AppRouter>;

type Caller = { apiUrl: string; cookie: string | null; callHeaders: Readonly<Record<string, string>> };

/** A client that speaks to the API as the browser behind one request: its cookies, its request id, its trace. */
export function apiFor({ apiUrl, cookie, callHeaders }: Caller): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${apiUrl}/trpc`,
        headers: { ...callHeaders, ...(cookie === null ? {} : { cookie }) },
      }),
    ],
  });
}
