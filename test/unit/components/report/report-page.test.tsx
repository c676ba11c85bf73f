import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { marksRead } from '@/components/report/marks-read';
import { ReportPage } from '@/components/report/report-page';
import type { LabelReport } from '@/utils/engine/report';
import type { PixelState } from '@/utils/messages/pixel-state';
import type { ReportItem, Work } from '@/utils/report/report-item';
import type { ReportSession, ReportState } from '@/utils/report/session';
import { all, button, clear, click, draw, one, root } from '../drawn';
import { finding, medium, report, unreadable } from '../reports';
import { speak } from '../words';

const GENERATED = report([
  finding({ mark: 'c2pa', validation: ['claimSignature.validated', 'assertion.dataHash.mismatch'] }),
]);

const item = (patch: Partial<ReportItem> = {}): ReportItem => ({
  key: '1',
  subject: { kind: 'file', name: 'a.jpg', fragments: [], isFragment: false },
  report: GENERATED,
  check: null,
  pixels: null,
  lists: [],
  history: null,
  bytes: new Blob(['bytes']),
  sha256: null,
  checkedAt: null,
  work: { kind: 'none' },
  ...patch,
});

const ofPage = (patch: Parameters<typeof medium>[1] = {}): ReportItem['subject'] => ({
  kind: 'medium',
  tabId: 4,
  medium: medium(7, patch),
  page: { address: 'https://news.example.com/', title: 'News' },
});

const session = (state: ReportState) =>
  ({
    state: () => state,
    subscribe: () => () => undefined,
    addFiles: vi.fn(async () => undefined),
    addMedium: vi.fn(async () => undefined),
    choose: vi.fn(),
    readWhole: vi.fn(async () => undefined),
    checkAgain: vi.fn(async () => undefined),
    fetchRecord: vi.fn(async () => undefined),
    stop: vi.fn(),
    mediumChanged: vi.fn(),
    mediumGone: vi.fn(),
  }) satisfies ReportSession;

const show = (items: readonly ReportItem[], more: Partial<ReportState> = {}, isMissing = false) => {
  const used = session({
    items,
    chosen: items[0]?.key ?? null,
    refused: { folders: false, tooMany: false },
    ...more,
  });
  draw(<ReportPage session={used} isMissing={isMissing} picture={null} onPrint={() => undefined} />);
  return used;
};

beforeEach(async () => {
  await speak('en');
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:medium');
});
afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

describe('the page', () => {
  it('without a subject asks for a file, by a field that a key reaches', () => {
    show([]);
    expect(one('h1').textContent).toBe('Label report');
    const field = one('input[type=file]');
    expect(all(`label[for="${field.id}"]`).map(({ textContent }) => textContent)).toEqual(['Choose a file']);
  });

  it('says what to do about a medium that is gone', () => {
    show([], {}, true);
    expect(one('h1').textContent).toBe('This medium is not at hand any more');
    expect(all('input[type=file]')).toHaveLength(1);
  });

  it('has one heading of the first order, and no order left out', () => {
    show([item()]);
    expect(all('h1')).toHaveLength(1);
    const orders = all('h1, h2, h3, h4, h5').map(({ tagName }) => Number(tagName[1]));
    orders.forEach((order, index) => {
      expect(order - (orders[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  it('shows the library\u2019s codes with what they mean, behind a fold', () => {
    show([item()]);
    const codes = all('details .codes li').map(({ textContent }) => textContent);
    expect(codes).toEqual([
      'claimSignature.validatedas signed',
      'assertion.dataHash.mismatchnot as signed: changed later, or copied from elsewhere',
    ]);
    expect(all('details[open]')).toEqual([]);
  });

  it('lists several files and shows the chosen one', () => {
    const other = item({
      key: '2',
      subject: { kind: 'file', name: 'b.png', fragments: [], isFragment: false },
      report: null,
    });
    const used = show([item(), other]);
    const rows = all('.files__row');
    expect(rows.map((row) => row.getAttribute('aria-current'))).toEqual(['true', null]);
    click(rows[1] ?? root);
    expect(used.choose).toHaveBeenCalledWith('2');
    expect(one('.report-head__name').textContent).toBe('a.jpg');
  });

  it('says what of a drop was not taken', () => {
    show([item()], { refused: { folders: true, tooMany: true } });
    expect(one('[role=alert]').textContent).toContain('Folders are not read.');
    expect(one('[role=alert]').textContent).toContain('first 200 files');
  });

  it.each<[Work, string, boolean]>([
    [{ kind: 'waiting' }, 'Waiting for the files before it', true],
    [{ kind: 'reading', bytesRead: 2_000_000 }, 'Reading the file… 2.0 MB', true],
    [{ kind: 'inspecting' }, 'Reading labels', true],
    [{ kind: 'checking' }, 'Checking what is signed', true],
    [{ kind: 'stopped' }, 'Stopped before the end', false],
    [{ kind: 'not-made' }, 'could not be checked', false],
    [{ kind: 'fetching', address: 'https://bücher.example/m' }, 'record from xn--bcher-kva.example', true],
    [{ kind: 'no-record' }, 'What the server sent is no signed record.', false],
    [
      { kind: 'failed', of: 'file', code: 'timeout', message: 'x' },
      'The file could not be read. The server or the check took too long',
      false,
    ],
    [
      { kind: 'failed', of: 'record', code: 'timeout', message: 'x' },
      'The record could not be fetched. The server or the check took too long',
      false,
    ],
  ])('while %o says “%s”', (work, words, canStop) => {
    const used = show([item({ work })]);
    expect(one('.work [role=status]').textContent).toContain(words);
    expect(all('.work progress')).toHaveLength(canStop ? 1 : 0);
    if (!canStop) return;
    click(button('Stop'));
    expect(used.stop).toHaveBeenCalledWith('1');
  });

  it.each([
    ['network', 'File could not be read. It may have been moved or changed since you chose it.', 'No connection'],
    ['empty', 'Empty file. The file holds nothing.', 'server'],
    ['truncated', 'File incomplete. The file ends too early.', 'server'],
  ] as const)('says of a chosen file that is %s what is true of files', (code, words, not) => {
    show([item({ report: unreadable(code) })]);
    expect(one('.report-head').textContent).toContain(words);
    expect(one('.report-head').textContent).not.toContain(not);
  });

  it('says of a medium of a page that the connection failed', () => {
    show([item({ subject: ofPage(), report: unreadable('network') })]);
    expect(one('.report-head').textContent).toContain('No connection. The file could not be fetched');
  });

  it('says of a part of a video what is missing', () => {
    show([
      item({
        subject: { kind: 'file', name: '1.m4s', fragments: [], isFragment: true },
        report: unreadable('not-media'),
      }),
    ]);
    expect(root.textContent).toContain('Drop it together with the part that begins the video.');
  });
});

describe('a medium of a page', () => {
  it('offers to read the whole file where it is not at hand, and names the host', () => {
    const used = show([item({ subject: ofPage(), bytes: null })]);
    click(button('Read the whole file from cdn.example.com'));
    expect(used.readWhole).toHaveBeenCalledWith('1');
    expect(one('a[href^="/notice.html"]').getAttribute('href')).toBe('/notice.html?tab=4&frame=0&id=7');
  });

  it.each([
    ['its bytes are at hand', { subject: ofPage() }],
    ['its page went', { subject: ofPage({ gone: true }), bytes: null }],
    ['it is being read', { subject: ofPage(), bytes: null, work: { kind: 'reading', bytesRead: 0 } }],
    ['it is a file', {}],
  ] as const)('offers nothing of the kind where %s', (_, patch) => {
    show([item(patch)]);
    expect(all('.report__whole')).toEqual([]);
  });

  it('draws what file and page say as text', () => {
    const hostile = '<script>alert(1)</script>';
    const told = finding({
      tool: hostile,
      who: hostile,
      place: hostile,
      fields: { [hostile]: hostile },
      codes: [hostile],
      deviations: [hostile],
      validation: [hostile],
    });
    show([
      item({
        subject: {
          ...ofPage({ address: `https://a.example/${hostile}` }),
          page: { address: hostile, title: hostile },
        } as ReportItem['subject'],
        report: report([told]),
      }),
    ]);
    expect(all('script')).toEqual([]);
    expect((root.textContent ?? '').split(hostile).length - 1).toBeGreaterThanOrEqual(9);
  });
});

describe('a record that lies elsewhere', () => {
  const naming = (address: string, place = 'JPEG APP1 XMP') =>
    finding({
      mark: 'c2pa',
      status: 'labelled-other',
      place,
      codes: ['remote-manifest'],
      fields: { Provenance: address },
    });
  const asks = () => all('.report__ask button').map(({ textContent }) => textContent);

  it('is fetched by a button that names its host, once for each address', () => {
    const address = 'https://bücher.example:8443/m?id=1';
    const used = show([
      item({ report: report([naming(address), naming(address, 'HTTP Link'), naming('https://b.example/m')]) }),
    ]);
    expect(asks()).toEqual(['Fetch the record from xn--bcher-kva.example:8443', 'Fetch the record from b.example']);
    expect(root.textContent).toContain('It was not fetched.');
    click(button('Fetch the record from xn--bcher-kva.example:8443'));
    expect(used.fetchRecord).toHaveBeenCalledWith('1', address);
  });

  it.each([
    [
      'it is being fetched',
      { report: report([naming('https://a.example/m')]), work: { kind: 'fetching', address: '' } },
    ],
    ['its address is none of the web', { report: report([naming('file:///m'), naming('/m')]) }],
    ['none is named', {}],
  ] as const)('is not offered where %s', (_, patch) => {
    show([item(patch as Partial<ReportItem>)]);
    expect(asks()).toEqual([]);
  });

  it.each([
    ['remote-manifest', 'The signed record was fetched from'],
    ['c2pa-sidecar', 'The signed record lies in a file of its own.'],
  ])('that was fetched (%s) says what cannot be checked, and is not offered again', (code, words) => {
    const fetched = finding({
      ...naming('https://a.example/m'),
      status: 'ai-generated',
      who: 'Maker',
      codes: [code],
      fields: { Provenance: 'https://a.example/m', StoreBytes: '900' },
      validation: ['claimSignature.validated'],
    });
    show([item({ report: report([fetched]) })]);
    expect(asks()).toEqual([]);
    expect(one('.sealed').textContent).toBe('Signed, cannot be checked');
    expect(root.textContent).toContain('Whether that record belongs to this file cannot be checked.');
    expect(root.textContent).toContain(words);
    expect(root.textContent).not.toContain('It was not fetched.');
  });
});

describe('how far the check has come', () => {
  const signed = report([finding({ mark: 'c2pa', codes: ['not-checked'] })]);
  const intact = report([finding({ mark: 'c2pa', assurance: 'intact', who: 'Maker', codes: ['untrusted-signer'] })]);

  it.each([
    [signed, null, 'It carries a signature that has not been checked.'],
    [signed, 'running', 'is being checked'],
    [signed, 'on-asking', 'The check takes the whole file and is made when you ask for it.'],
    [signed, 'not-made', 'The check could not be made.'],
    [intact, 'made', 'signer not listed'],
    [intact, 'made-without-lists', 'signer not checked'],
  ] as const)('is said in the verdict and in the label (%#)', (given, check, words) => {
    show([item({ report: given, check })]);
    expect(one('.verdict').textContent).toContain(words);
    expect(one('.finding').textContent).toContain(words);
  });

  it('names the lists that were in use, and of when they are', () => {
    show([item({ report: intact, check: 'made', lists: [{ id: 'official', fetchedAt: Date.UTC(2026, 10, 20, 12) }] })]);
    expect(root.textContent).toContain('Trust lists ofNov 20, 2026 (Official C2PA list)');
    show([item({ report: intact, check: 'made-without-lists' })]);
    expect(root.textContent).not.toContain('Trust lists of');
  });
});

describe('what was read', () => {
  const readings = (given: LabelReport, isOnPage = false, pixels: PixelState | null = null) =>
    Object.fromEntries(marksRead(given, isOnPage, pixels).map(({ mark, reading }) => [mark, reading]));

  it('is said of each mark', () => {
    expect(readings(GENERATED)).toEqual({
      gb45438: 'none',
      iptc: 'none',
      generator: 'none',
      vendor: 'none',
      c2pa: 'found',
      'watermark-dwtdct': 'notRead',
      'watermark-stealth': 'notRead',
      'watermark-visible': 'notRead',
    });
  });

  it.each<[string, LabelReport, PixelState | null, string]>([
    ['that nobody looked at', report([]), null, 'notRead'],
    ['that are being looked at', report([]), 'running', 'notRead'],
    ['that were looked at', report([]), 'looked', 'none'],
    ['that were looked at quickly', report([]), 'looked-quickly', 'none'],
    ['that were looked at in part', report([], { notes: ['pixels-not-checked'] }), 'looked', 'notRead'],
    ['in which it was found', report([finding({ mark: 'watermark-dwtdct' })]), 'looked', 'found'],
    ['of a sound', report([], { kind: 'audio' }), null, 'notPossible'],
    ['of a video, in which it does not survive', report([], { kind: 'video' }), 'looked', 'notPossible'],
  ])('is said of a mark in pixels %s', (_, given, pixels, reading) => {
    expect(readings(given, false, pixels)['watermark-dwtdct']).toBe(reading);
  });

  it('is said of a video of the mark that is looked for in its frames', () => {
    expect(readings(report([], { kind: 'video' }), false, 'looked')['watermark-visible']).toBe('none');
    expect(readings(report([], { kind: 'video' }), false, 'when-asked')['watermark-visible']).toBe('notRead');
  });

  it.each<[string, PixelState | null, Partial<LabelReport>, string | null]>([
    ['off', 'off', {}, 'Pixels were not looked at: the options say only when asked.'],
    ['running', 'running', {}, 'The pixels are being looked at…'],
    ['looked', 'looked', {}, 'none of the watermarks that are known here'],
    ['looked in part', 'looked', { notes: ['pixels-not-checked'] }, 'for every watermark that is known here'],
    ['nothing new to say', null, {}, null],
  ])('is said of the pixels, too: %s', (_, pixels, patch, words) => {
    show([item({ report: report([], patch), pixels })]);
    const said = one('.verdict').textContent ?? '';
    expect(said.includes('ixels')).toBe(words !== null);
    if (words !== null) expect(said).toContain(words);
  });

  it('is not said to be none where the reading ended early, or nothing was compared', () => {
    const cut = report([finding({ mark: 'iptc' })], { error: { code: 'truncated', message: 'x' } });
    expect(readings(cut)).toMatchObject({ iptc: 'found', gb45438: 'notRead', c2pa: 'notRead' });
    expect(readings(report([]), true).page).toBe('notRead');
    expect(readings(report([], { labelCheck: 'agrees' }), true).page).toBe('none');
  });

  it('names what the format cannot carry', () => {
    expect(readings(report([], { kind: 'audio', container: 'wav' }))['watermark-dwtdct']).toBe('notPossible');
    expect(readings(report([], { container: 'bmp' })).c2pa).toBe('notPossible');
  });
});
