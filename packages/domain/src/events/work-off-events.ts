import { listEnabledWebhooks, tenantsWithEventWork, withTenant } from '@rollcall/database';
import { deliverNext, type DeliveryDeps } from '../webhooks/deliver-next.ts';
import { sequenceEvents } from './sequence-events.ts';
import { createSlots } from './slots.ts';

/** Events are made of changes and sent while this goes on, for whichever organisation has any. */
export type EventWork = Readonly<{
  /** Nothing new is begun, and what was under way has ended. */
  stop: () => Promise<void>;
}>;

const usualPauseMs = 500;
/** A webhook that works is sent so many at once, one that fails is tried one by one. */
const lanes = { working: 4, failing: 1 };
/**
 * Of all organisations together. Those that fail, which may take their whole time to do so, wait for each other and for
 * nobody else.
 */
const atOnce = { working: 128, failing: 32 };
/** An organisation that always has more comes round again after so long. */
const turnMs = 5_000;

/** Looks for work every half second. What fails here, and not at a receiver, is told to `onError` and tried again. */
export function workOffEvents(
  deps: DeliveryDeps & { onError: (error: unknown) => void; pauseMs?: number },
): EventWork {
  const slots = { working: createSlots(atOnce.working), failing: createSlots(atOnce.failing) };
  const underWay = new Map<string, Promise<void>>();
  let isStopping = false;
  let wake = () => {};

  const turnOf = async (tenantId: string): Promise<void> => {
    const until = Date.now() + turnMs;
    const goesOn = () => !isStopping && Date.now() < until;
    while (goesOn() && (await sequenceEvents(deps.db, tenantId, deps.now())));
    const webhooks = await withTenant(deps.db, tenantId, listEnabledWebhooks);
    const lanesOf = webhooks.flatMap(({ id, isFailing }) => {
      const kind = isFailing ? 'failing' : 'working';
      return Array.from({ length: lanes[kind] }, async () => {
        while (goesOn()) {
          const outcome = await slots[kind](() => deliverNext(deps, tenantId, id));
          if (outcome === 'nothing' || (outcome === 'failed' && kind === 'working')) return;
        }
      });
    });
    await Promise.all(lanesOf);
  };

  const begin = (tenantId: string): void => {
    if (underWay.has(tenantId)) return;
    const turn = turnOf(tenantId)
      .catch(deps.onError)
      .finally(() => underWay.delete(tenantId));
    underWay.set(tenantId, turn);
  };

  const look = async (): Promise<void> => {
    while (!isStopping) {
      await tenantsWithEventWork(deps.db, deps.now()).then((ids) => ids.forEach(begin), deps.onError);
      if (isStopping) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deps.pauseMs ?? usualPauseMs);
        wake = () => (clearTimeout(timer), resolve());
      });
    }
  };
  const looking = look();

  return {
    async stop() {
      isStopping = true;
      wake();
      await looking;
      await Promise.all(underWay.values());
    },
  };
}
