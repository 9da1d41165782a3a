import { expect, test } from 'vitest';
import { clients } from './client-words.ts';
import { connectionState } from './connection-state.ts';

const dialects = Object.keys(clients) as (keyof typeof clients)[];

test.each(dialects)('%s is told what to do next in its own words, in every state', (dialect) => {
  const said = (['neverContacted', 'connectionTested', 'provisioning'] as const).map(
    (state) => connectionState(state, dialect).explanation,
  );
  expect(said[0]).toContain(clients[dialect].untilCalled);
  expect(said[1]).toContain(clients[dialect].untilWritten);
  expect(said[2]).toContain(clients[dialect].start);
  const others = ['Entra', 'Okta', 'Google'].filter((name) => name !== clients[dialect].name);
  for (const other of others) expect(said.join(' ')).not.toContain(other);
});
