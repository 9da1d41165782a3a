import type { Check } from '../check.ts';
import { expect, expectList, expectStatus } from '../expect.ts';
import type { Json } from '../http/json.ts';

/** What an endpoint of discovery lists: in words, one and many, and what one is known by. */
type Listed = Readonly<{
  endpoint: 'ResourceTypes' | 'Schemas';
  one: string;
  many: string;
  key: 'id' | 'URN';
  /** What leads to one, and what it is told apart by. */
  idOf: (document: Json) => string;
  nameOf: (document: Json) => string;
  /** What leads to none. */
  unknown: string;
}>;

/** That discovery answers with a list, with each of it by its id, and with 404 for what is not there (RFC 7644 §4). */
export const listedChecks = ({ endpoint, one, many, key, idOf, nameOf, unknown }: Listed) =>
  [
    {
      section: 'RFC 7644 §4',
      level: 'MUST',
      title: `${endpoint} is answered as a list that counts what it holds`,
      run: async (server) => {
        const answer = await server.get(`/${endpoint}`);
        const documents = expectList(answer);
        expect(answer, documents.length > 0, `at least one ${one}`);
        const isCounted = answer.body.totalResults === documents.length;
        expect(answer, isCounted, `totalResults equal to the number of ${many}`);
      },
    },
    {
      section: 'RFC 7644 §4',
      level: 'MUST',
      title: `a ${one} is answered by its ${key}`,
      run: async (server) => {
        for (const document of expectList(await server.get(`/${endpoint}`))) {
          const answer = await server.get(`/${endpoint}/${idOf(document)}`);
          expectStatus(answer, 200);
          const isIt = nameOf(answer.body ?? {}) === nameOf(document);
          expect(answer, isIt, `the ${one} "${nameOf(document)}"`);
        }
      },
    },
    {
      section: 'RFC 7644 §3.12',
      level: 'MUST',
      title: `a ${one} that does not exist is 404`,
      run: async (server) => expectStatus(await server.get(`/${endpoint}/${unknown}`), 404),
    },
  ] satisfies Check[];
