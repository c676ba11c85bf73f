/** Records that the tests of notices start from. */
import type { LabelReport } from '@/utils/engine/report';
import type { BytesFacts, NoticeRecord } from '@/utils/notice/record';

export const TOOL = { name: 'AI Label Lens', version: '0.1.0' } as const;

/** SHA-256 of "hello". */
export const HELLO_SHA256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

export const unlabelledReport = (patch: Partial<LabelReport> = {}): LabelReport => ({
  input: 'https://cdn.example/a.jpg',
  kind: 'image',
  container: 'jpeg',
  bytes: 5,
  bytesRead: 5,
  elapsedMs: 0.4,
  verdict: { status: 'unlabelled', assurance: null, disagreement: false },
  findings: [],
  error: null,
  ...patch,
});

export const labelledReport = (): LabelReport =>
  unlabelledReport({
    verdict: { status: 'ai-generated', assurance: 'declared', disagreement: false },
    findings: [
      {
        mark: 'iptc',
        status: 'ai-generated',
        assurance: 'declared',
        place: 'JPEG APP1 XMP',
        fields: { DigitalSourceType: 'trainedAlgorithmicMedia' },
        deviations: [],
      },
    ],
  });

export const HELLO_READ: BytesFacts = {
  state: 'read',
  sha256: HELLO_SHA256,
  size: 5,
  finalAddress: 'https://cdn.example/a.jpg',
  headers: { date: 'Mon, 23 Nov 2026 06:05:13 GMT', 'content-type': 'image/jpeg; charset=binary' },
  origin: 'network',
  at: '2026-11-23T06:05:12.480Z',
};

export const record = (patch: Partial<NoticeRecord> = {}): NoticeRecord => ({
  key: '7f0a3c52-0c4d-4f0e-9a53-0d5f3f7f7d11',
  state: 'draft',
  createdAt: '2026-11-23T06:05:14.000Z',
  updatedAt: '2026-11-23T06:08:00.000Z',
  subject: {
    kind: 'image',
    address: 'https://cdn.example/a.jpg',
    pageAddress: 'https://example.org/p/1',
    pageTitle: 'City news',
    width: 1600,
    height: 1067,
    duration: null,
    report: unlabelledReport(),
    seenAt: '2026-11-23T06:05:10.000Z',
    offsetMinutes: 480,
    source: { tabId: 7, frameId: 0, id: 3 },
  },
  bytes: HELLO_READ,
  file: null,
  thumbnail: null,
  reason: 'unlabelled-suspected-ai',
  explanation: 'The street sign is not legible text.',
  where: 'Right third of the picture',
  account: '@city_daily_updates',
  relation: 'third-party',
  includeFile: false,
  hashAgreed: false,
  country: '',
  receiver: 'none',
  lang: 'en',
  notAboutMinors: false,
  bonaFide: true,
  ...patch,
});
