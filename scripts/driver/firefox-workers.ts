/**
 * Script in a worker of Firefox. BiDi names the realms of workers and evaluates nothing in them, so this is asked of the
 * browser's own developer tools, whose server can be started in a worker: it talks in texts of JSON.
 */

/** What the pages of an extension run in is another process; there, a script of this kind sees its workers. */
const processScript = (isOwner: string, file: string, text: string, channel: string): string => `
  const tell = (answer) => Services.cpmm.sendAsyncMessage(${JSON.stringify(channel)}, JSON.stringify(answer));
  const workers = Cc['@mozilla.org/dom/workers/workerdebuggermanager;1'].getService(Ci.nsIWorkerDebuggerManager);
  const isOwner = (address) => ${isOwner};
  for (const worker of workers.getWorkerDebuggerEnumerator()) {
    if (!worker.url.includes(${JSON.stringify(`/${file}.worker-`)}) || !isOwner(worker.window?.location.href ?? '')) continue;
    const send = (packet) => worker.postMessage(JSON.stringify(packet));
    const prefix = ${JSON.stringify(channel)};
    const listener = {
      onClose() {},
      onError(file, line, message) { tell({ error: message }); },
      onMessage(said) {
        const { type, id, workerTargetForm, message, forwardingPrefix } = JSON.parse(said);
        if (type === 'connected' && forwardingPrefix === prefix) {
          const ask = { to: workerTargetForm.consoleActor, type: 'evaluateJSAsync', text: ${JSON.stringify(text)} };
          send({ type: 'message', id: prefix, message: ask });
        }
        if (type !== 'message' || id !== prefix || message.type !== 'evaluationResult') return;
        tell(message.hasException ? { error: message.exceptionMessage } : { result: message.result });
        worker.removeListener(listener);
        send({ type: 'disconnect', forwardingPrefix: prefix });
      },
    };
    worker.addListener(listener);
    if (!worker.isInitialized) worker.initialize('resource://devtools/server/startup/shared-worker-initializer.js');
    send({
      type: 'connect',
      forwardingPrefix: prefix,
      options: { sessionContext: { type: 'all' } },
      workerDebuggerData: { id: worker.id, name: worker.name, type: worker.type, url: worker.url },
    });
  }
`;

/** How long the processes are given to answer: where no worker is found, none does. */
const ANSWER_MS = 5_000;

let evaluations = 0;

export interface WorkerScript {
  /** An expression over `address`: whether the page that has this one started the worker. */
  readonly isOwner: string;
  /** The file's name before `.worker-`. */
  readonly file: string;
  /** An expression that gives a string. */
  readonly text: string;
}

/** @returns an asynchronous function's body, to be run with the browser's own rights: it gives JSON of `WorkerAnswer`. */
export const evaluationInWorker = ({ isOwner, file, text }: WorkerScript): string => {
  evaluations += 1;
  const channel = `evaluation-${evaluations}`;
  const script = `data:application/javascript,${encodeURIComponent(processScript(isOwner, file, text, channel))}`;
  return `
    return await new Promise((resolve) => {
      const end = (answer) => {
        Services.ppmm.removeMessageListener(${JSON.stringify(channel)}, onAnswer);
        resolve(answer);
      };
      const onAnswer = ({ data }) => end(data);
      Services.ppmm.addMessageListener(${JSON.stringify(channel)}, onAnswer);
      setTimeout(() => end(JSON.stringify({ error: 'No such worker has answered.' })), ${ANSWER_MS});
      Services.ppmm.loadProcessScript(${JSON.stringify(script)}, false);
    });`;
};

export type WorkerAnswer = { readonly result: string } | { readonly error: string };
