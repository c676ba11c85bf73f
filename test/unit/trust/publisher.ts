/** A publisher's server: the real lists where they lie beside the project, else the tests' own, good or as one may go wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { LIST_PATHS, type ListPart } from '../../../utils/credentials/list-files';
import { TRUST_LIMITS } from '../../../utils/trust/limits';
import { fixtureList } from './fixture-lists';

const shared = join(import.meta.dirname, '../../../../shared/trust');
const isThere = existsSync(join(shared, LIST_PATHS.signers));

/** Two authorities, so that a list can shrink by half. */
export const SMALL_TEXTS: Readonly<Record<ListPart, string>> = {
  signers: `# test\n${fixtureList('official')}\n${fixtureList('own')}\n${fixtureList('tsa')}`,
  timeStamping: `${fixtureList('tsa')}\n${fixtureList('official')}\n${fixtureList('own')}`,
  anchors: `${fixtureList('interim')}\n${fixtureList('own')}\n${fixtureList('official')}`,
  allowed: fixtureList('allowed'),
  usages: '// usages\n1.3.6.1.5.5.7.3.4\n1.3.6.1.4.1.62558.2.1\n',
};

export const listText = (part: ListPart): string =>
  isThere ? readFileSync(join(shared, LIST_PATHS[part]), 'utf8') : SMALL_TEXTS[part];

const END = '-----END CERTIFICATE-----';
const text = (body: string) => (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'text/plain' }).end(body);

/** How a file of a list may be answered. */
export const ANSWERS = {
  good: (good: string) => text(good),
  cut: (good: string) => text(good.slice(0, good.lastIndexOf(END) - 40)),
  empty: () => text(''),
  page: () => text('<!doctype html><title>Sign in</title><p>Please sign in to this network.'),
  shrunk: (good: string) => text(good.slice(0, good.indexOf(END) + END.length)),
  missing: () => (response: ServerResponse) => void response.writeHead(404).end('not here'),
  failing: () => (response: ServerResponse) => void response.writeHead(503).end(),
  large: () => text(' '.repeat(TRUST_LIMITS.fetchedBytes + 1)),
  redirecting: () => (response: ServerResponse) => void response.writeHead(302, { location: '/elsewhere.pem' }).end(),
  hanging: () => () => undefined,
  stalling: (good: string) => (response: ServerResponse) => {
    response.writeHead(200);
    response.write(good.slice(0, 100));
  },
  reset: () => (response: ServerResponse) => void response.destroy(),
} as const;
export type Answer = keyof typeof ANSWERS;

export interface PublisherServer {
  /** Ends in `/`. */
  readonly address: string;
  /** Paths asked for, with the headers that came along. */
  readonly asked: { readonly path: string; readonly headers: NodeJS.Dict<string | string[]> }[];
  readonly answer: (part: ListPart, answer: Answer) => void;
  readonly close: () => Promise<void>;
}

export const startPublisher = async (textOf: (part: ListPart) => string = listText): Promise<PublisherServer> => {
  const answers = new Map<string, Answer>();
  const asked: PublisherServer['asked'] = [];
  const server = createServer(({ url = '', headers }, response) => {
    asked.push({ path: url.slice(1), headers });
    const [part] = (Object.keys(LIST_PATHS) as ListPart[]).filter((one) => url === `/${LIST_PATHS[one]}`);
    if (part === undefined) return void response.writeHead(404).end();
    ANSWERS[answers.get(part) ?? 'good'](textOf(part))(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    answer: (part, answer) => void answers.set(part, answer),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
