import { serveInspector } from '@/utils/inspector/offscreen-server';
import { spawnWorkers } from '@/utils/inspector/spawn-worker';
import { createWorkerHost } from '@/utils/inspector/worker-host';

serveInspector(createWorkerHost(spawnWorkers));
