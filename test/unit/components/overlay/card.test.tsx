import { render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { Card, type CardProps } from '@/components/overlay/card';
import { cardSummary, isoWithOffset } from '@/components/overlay/card-summary';
import { cardView } from '@/components/overlay/card-view';
import type { LabelReport } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import type { PixelState } from '@/utils/messages/pixel-state';
import { finding, medium, report, unreadable } from '../reports';
import { speak } from '../words';

beforeEach(() => speak('en'));

const show = (of: LabelReport | null, patch: Partial<CardProps> = {}, check?: CheckState, pixels?: PixelState) => {
  const done: string[] = [];
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  render(
    <Card
      view={cardView(medium(1), of, check, pixels)}
      isSheet={false}
      address="https://cdn.example/a.png"
      summary={() => 'summary'}
      onAction={(action) => void done.push(action)}
      onClose={() => void done.push('close')}
      isMeant={() => true}
      {...patch}
    />,
    root,
  );
  const press = (name: string) => {
    const control = [...root.querySelectorAll<HTMLElement>('button,a')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
    );
    control?.click();
    return control;
  };
  return { root, done, press };
};

describe('a card', () => {
  it.each([
    [12_582_912, 'Check signature (12.6 MB)'],
    [null, 'Check signature'],
  ])('asks for the check of a medium of %s bytes by a button', (bytes, name) => {
    const { done, press } = show(report([finding({ mark: 'c2pa' })], { bytes }), {}, 'on-asking');
    expect(press(name)).toBeDefined();
    expect(done).toEqual(['check']);
  });

  it.each([
    [183_201, 'Look at the pixels (183.2 kB)'],
    [null, 'Look at the pixels'],
  ])('asks for the pixels of a medium of %s bytes by a button', (bytes, name) => {
    const { done, press } = show(report([], { bytes }), {}, undefined, 'off');
    expect(press(name)).toBeDefined();
    expect(done).toEqual(['look']);
  });

  it('is a dialog that its headline names and its first strip describes', () => {
    const { root } = show(report([finding()]));
    const dialog = root.querySelector('[role=dialog]');
    const named = (attribute: string) => root.querySelector(`#${dialog?.getAttribute(attribute)}`)?.textContent;
    expect(named('aria-labelledby')).toBe('Labelled as AI-generated');
    expect(named('aria-describedby')).toContain('Stated, not signed');
    expect(dialog?.getAttribute('aria-modal')).toBe('false');
  });

  it('reads in order, with the way out last', () => {
    const { root } = show(report([finding()]));
    const controls = [...root.querySelectorAll('button')].map(
      (one) => one.getAttribute('aria-label') ?? one.textContent,
    );
    expect(controls).toEqual(['Details', 'Copy', 'Full report', 'Report…', 'Close']);
  });

  it('shows what a file says as text, made visible and cut', () => {
    const { root } = show(
      report([
        finding({ mark: 'c2pa', who: '<img src=x onerror=alert(1)>\u202Egnp', tool: `long\n${'x'.repeat(4_000)}` }),
      ]),
    );
    const [who, tool] = [...root.querySelectorAll('bdi.file-text')]
      .filter((one) => one.closest('dd'))
      .map((one) => one.textContent);
    expect(root.querySelector('img')).toBeNull();
    expect(who).toBe('<img src=x onerror=alert(1)>⟨U+202E⟩gnp');
    expect(tool).toMatch(/^long⟨U\+000A⟩x{75}…$/);
  });

  it('does what is asked when a person means it', () => {
    const { done, press } = show(unreadable('timeout'));
    press('Try again');
    press('Report…');
    expect(done).toEqual(['retry', 'notice']);
  });

  it('does nothing for clicks that nobody meant', () => {
    const { done, press } = show(unreadable('timeout'), { isMeant: () => false });
    press('Try again');
    press('Report…');
    expect(done).toEqual([]);
  });

  it('does not close for a click that a script made', () => {
    const { done, press } = show(report([finding()]));
    expect(press('Close')).toBeDefined();
    expect(done).toEqual([]);
  });

  it('opens a refused file in a tab that cannot look back, where a tab can', () => {
    const refused = unreadable('http-status', 'The server answered 403.');
    const link = show(refused).root.querySelector('a');
    expect(link?.rel).toBe('noopener noreferrer');
    expect(link?.href).toBe('https://cdn.example/a.png');
    expect(show(refused, { address: null }).root.querySelector('a')).toBeNull();
  });
});

describe('the copied summary', () => {
  const surroundings = {
    page: 'https://news.example/story',
    version: '0.1.0',
    now: new Date('2026-11-23T06:05:12Z'),
  };

  it('says the status, how far it can be relied on, by what, where, and when', () => {
    const label = report([finding({ mark: 'c2pa', assurance: 'verified', who: 'Somebody', place: 'PNG caBX' })]);
    expect(cardSummary(medium(1), label, undefined, surroundings).split('\n')).toEqual([
      'AI-generated — Unchanged, signer verified',
      'Signed provenance (C2PA), PNG caBX, Somebody',
      'https://cdn.example.com/1.jpg · seen on https://news.example/story',
      `AI Label Lens 0.1.0, ${isoWithOffset(surroundings.now)}`,
    ]);
  });

  it('of what could not be read says why', () => {
    expect(cardSummary(medium(1), unreadable('timeout'), undefined, surroundings).split('\n')[0]).toBe(
      'Could not be checked — Took too long',
    );
  });

  it('gives the time with its distance to UTC', () => {
    const date = new Date('2026-11-23T06:05:12Z');
    const text = isoWithOffset(date);
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    expect(new Date(text).getTime()).toBe(date.getTime());
  });
});
