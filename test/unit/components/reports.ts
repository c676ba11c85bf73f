import type { Finding, LabelReport } from '@/utils/engine/report';
import type { InventoryMedium } from '@/utils/store/inventory-types';

export const finding = (patch: Partial<Finding> = {}): Finding => ({
  mark: 'iptc',
  status: 'ai-generated',
  assurance: 'declared',
  place: 'JPEG APP1 XMP',
  fields: {},
  deviations: [],
  ...patch,
});

/** A report whose verdict is its first finding's, unless said otherwise. */
export const report = (findings: readonly Finding[], patch: Partial<LabelReport> = {}): LabelReport => ({
  input: 'https://cdn.example.com/a.jpg',
  kind: 'image',
  container: 'jpeg',
  bytes: 183_201,
  bytesRead: 12_288,
  elapsedMs: 0.41,
  verdict: {
    status: findings[0]?.status ?? 'unlabelled',
    assurance: findings[0]?.assurance ?? null,
    disagreement: false,
  },
  findings,
  error: null,
  ...patch,
});

export const unreadable = (code: NonNullable<LabelReport['error']>['code'], message = 'No.'): LabelReport =>
  report([], {
    verdict: { status: 'unreadable', assurance: null, disagreement: false },
    error: { code, message },
  });

/** A medium of the inventory, done when it has a report. */
export const medium = (id: number, patch: Partial<InventoryMedium> = {}): InventoryMedium => ({
  id,
  address: `https://cdn.example.com/${id}.jpg`,
  kind: 'image',
  loaded: true,
  width: 1200,
  height: 800,
  alt: '',
  order: id,
  frameId: 0,
  frameHost: 'news.example.com',
  state: patch.report == null ? 'waiting' : 'done',
  report: null,
  gone: false,
  ...patch,
});
