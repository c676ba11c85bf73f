/** What pixels say, and what a check makes of the rest: neither loses the other. */
import { describe, expect, it } from 'vitest';
import { unreadableReport, withFindings } from '@/utils/engine/make-report';
import type { Finding, LabelReport } from '@/utils/engine/report';
import { pixelsAreOpen, withPixels, withPixelsNote, withPixelsOf } from '@/utils/pixels/reading';

const finding = (mark: Finding['mark'], status: Finding['status'], more: Partial<Finding> = {}): Finding => ({
  mark,
  status,
  assurance: 'declared',
  place: mark,
  fields: {},
  deviations: [],
  ...more,
});
const HIDDEN = finding('watermark-stealth', 'ai-generated');
const CAPTURED = finding('iptc', 'captured');
const PROBLEM = { code: 'unsupported', message: 'No.' } as const;

const report = (...findings: readonly Finding[]): LabelReport =>
  withFindings({ ...unreadableReport('a', 'empty', ''), error: null, container: 'png', notes: ['trailer'] }, findings);
const noted = (...findings: readonly Finding[]): LabelReport => withPixelsNote(report(...findings));

describe('what was found in the pixels', () => {
  it('joins the report, and the note goes', () => {
    const after = withPixels(noted(CAPTURED), { findings: [HIDDEN] });
    expect(after.findings.map(({ mark }) => mark).sort()).toEqual(['iptc', 'watermark-stealth']);
    expect(after.notes).toEqual(['trailer']);
    expect(after.verdict.status).toBe('ai-generated');
  });

  it('takes the place of what was found before', () => {
    const first = withPixels(noted(CAPTURED), { findings: [HIDDEN] });
    expect(withPixels(first, { findings: [HIDDEN] })).toEqual(first);
    expect(withPixels(first, { findings: [] })).toEqual(report(CAPTURED));
  });

  it('is noted where some mark could not be looked for', () => {
    const after = withPixels(report(), { findings: [HIDDEN], problem: PROBLEM });
    expect([after.findings, pixelsAreOpen(after)]).toEqual([[HIDDEN], true]);
    expect(pixelsAreOpen(withPixels(after, { findings: [HIDDEN] }))).toBe(false);
  });
});

describe('a mark that a service draws', () => {
  const DRAWN = finding('watermark-visible', 'ai-generated');
  const EDITED = finding('iptc', 'ai-edited');

  it.each<[string, readonly Finding[], Finding, Finding['status']]>([
    ['says made where the file says nothing', [], DRAWN, 'ai-generated'],
    ['says edited where the file says so', [EDITED], DRAWN, 'ai-edited'],
    ['says made where the file says both', [EDITED, finding('c2pa', 'ai-generated')], DRAWN, 'ai-generated'],
    ['says made beside a capture', [CAPTURED], DRAWN, 'ai-generated'],
    [
      'says made where the label that says edited is broken',
      [{ ...EDITED, assurance: 'broken' }],
      DRAWN,
      'ai-generated',
    ],
    ['is another thing than settings that a generator hides', [EDITED], HIDDEN, 'ai-generated'],
  ])('%s', (_, stated, drawn, status) => {
    const after = withPixels(report(...stated), { findings: [drawn] });
    expect(after.findings.find(({ mark }) => mark === drawn.mark)?.status).toBe(status);
    expect(withPixels(after, { findings: [drawn] })).toEqual(after);
  });
});

describe('a report that was made anew', () => {
  const SIGNED = finding('c2pa', 'ai-edited', { assurance: 'intact' });

  it('keeps what the pixels say', () => {
    const looked = withPixels(noted(finding('c2pa', 'ai-edited')), { findings: [HIDDEN] });
    const checked = withPixelsOf(report(SIGNED), looked);
    expect(checked.findings.map(({ mark, assurance }) => [mark, assurance]).sort()).toEqual([
      ['c2pa', 'intact'],
      ['watermark-stealth', 'declared'],
    ]);
    expect(checked.notes).toEqual(['trailer']);
  });

  it.each([
    ['is still open', noted(), true],
    ['is settled', report(), false],
  ])('keeps whether that %s', (_, earlier, isOpen) => {
    expect(pixelsAreOpen(withPixelsOf(noted(SIGNED), earlier))).toBe(isOpen);
    expect(pixelsAreOpen(withPixelsOf(report(SIGNED), earlier))).toBe(isOpen);
  });
});
