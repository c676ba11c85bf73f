import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { unreadableReport } from '@/utils/engine/make-report';
import { createOffscreenClient, type InspectorPort } from '@/utils/inspector/offscreen-client';
import {
  INSPECTOR_CALL,
  type InspectionJob,
  type InspectionResult,
  type InspectorOrder,
} from '@/utils/messages/inspector';

const turn = () => new Promise((resolve) => setTimeout(resolve));

let calls: unknown[];
let created: number;
let isDocumentThere: boolean;
let createFails: boolean;

beforeEach(() => {
  fakeBrowser.reset();
  calls = [];
  created = 0;
  isDocumentThere = false;
  createFails = false;
  Object.assign(fakeBrowser, {
    offscreen: {
      createDocument: async () => {
        if (createFails) throw new Error('no document');
        created += 1;
        isDocumentThere = true;
      },
    },
  });
  Object.assign(fakeBrowser.runtime, {
    getContexts: async () => (isDocumentThere ? [{}] : []),
    sendMessage: async (message: unknown) => void calls.push(message),
  });
});

const documentPort = (url = fakeBrowser.runtime.getURL('/offscreen.html' as never), id = fakeBrowser.runtime.id) => {
  const orders: InspectorOrder[] = [];
  const received: ((message: unknown) => void)[] = [];
  const closed: (() => void)[] = [];
  const port: InspectorPort = {
    name: 'inspector',
    sender: { id, url },
    postMessage: (order) => orders.push(order),
    onMessage: { addListener: (listener) => received.push(listener) },
    onDisconnect: { addListener: (listener) => closed.push(listener) },
  };
  return {
    port,
    jobs: () => orders.map((order) => (order.type === 'abort' ? `abort ${order.jobId}` : order.job.jobId)),
    answer: (jobId: string) => {
      const result: InspectionResult = {
        jobId,
        outcome: 'report',
        report: unreadableReport('', 'empty', ''),
        canBeChecked: false,
        validators: {},
      };
      for (const listener of received) listener(result);
    },
    die: () => {
      for (const listener of closed) listener();
    },
  };
};

const job = (jobId: string): InspectionJob => ({
  jobId,
  input: jobId,
  source: { kind: 'blob', bytes: new Blob() },
  timeLimitMs: 1,
});

const codeOf = (result: InspectionResult) => (result.outcome === 'report' ? result.report.error?.code : 'unchanged');

describe('the background’s end of the inspector in Chromium', () => {
  it('makes the document once, calls it, and sends what waited when it has called back', async () => {
    const client = createOffscreenClient();
    const results = [client.run(job('a'), 0), client.run(job('b'), 0)];
    await turn();
    expect([created, calls]).toEqual([1, [INSPECTOR_CALL]]);
    const document = documentPort();
    expect(client.accept(document.port)).toBe(true);
    void client.run(job('c'), 0);
    client.abort('c');
    expect(document.jobs()).toEqual(['a', 'b', 'c', 'abort c']);
    document.answer('b');
    document.answer('a');
    expect((await Promise.all(results)).map(({ jobId }) => jobId)).toEqual(['a', 'b']);
  });

  it('uses the document that an earlier background left', async () => {
    isDocumentThere = true;
    void createOffscreenClient().run(job('a'), 0);
    await turn();
    expect([created, calls]).toEqual([0, [INSPECTOR_CALL]]);
  });

  it('can make the document ready before there is a job', async () => {
    const client = createOffscreenClient();
    client.prepare();
    client.prepare();
    await turn();
    expect([created, calls]).toEqual([1, [INSPECTOR_CALL]]);
    const document = documentPort();
    client.accept(document.port);
    client.prepare();
    void client.run(job('a'), 0);
    expect([document.jobs(), calls]).toEqual([['a'], [INSPECTOR_CALL]]);
  });

  it('calls again when no port comes, and gives up after three calls', async () => {
    vi.useFakeTimers();
    const result = createOffscreenClient().run(job('a'), 0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(codeOf(await result)).toBe('crashed');
    expect(calls).toHaveLength(3);
    vi.useRealTimers();
  });

  it('asks once more for what a document that died took with it, and gives up the second time', async () => {
    const client = createOffscreenClient();
    const result = client.run(job('a'), 0);
    const first = documentPort();
    client.accept(first.port);
    isDocumentThere = false;
    first.die();
    await turn();
    const second = documentPort();
    client.accept(second.port);
    expect(second.jobs()).toEqual(['a']);
    second.die();
    expect(codeOf(await result)).toBe('crashed');
  });

  it('reports jobs as crashed where no document can be made, and tries again for the next', async () => {
    createFails = true;
    const client = createOffscreenClient();
    expect(codeOf(await client.run(job('a'), 0))).toBe('crashed');
    createFails = false;
    void client.run(job('b'), 0);
    await turn();
    const document = documentPort();
    client.accept(document.port);
    expect(document.jobs()).toEqual(['b']);
  });

  it.each([
    ['a web page', 'https://evil.example/offscreen.html', undefined],
    ['another page of the extension', '/popup.html', undefined],
    ['another extension', undefined, 'other'],
  ])('does not take %s for the document', (_, url, id) => {
    const address = url?.startsWith('/') ? fakeBrowser.runtime.getURL(url as never) : url;
    expect(createOffscreenClient().accept(documentPort(address, id).port)).toBe(false);
  });
});
