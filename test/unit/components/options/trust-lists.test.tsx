import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TrustLists, type UpdateState } from '@/components/options/trust/trust-lists';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import type { AddFault } from '@/utils/trust/own-lists';
import type { Refusal } from '@/utils/trust/refusal';
import type { OwnState, PublishedState, TrustState } from '@/utils/trust/state';
import { all, button, clear, click, draw, one, root, update } from '../drawn';
import { speak } from '../words';

const FETCHED = Date.parse('2026-11-26T12:00:00Z');
const kept = { certificates: 52, fetchedAt: FETCHED, source: 'publisher' as const };
const refusal: Refusal = { part: 'signers', fault: 'shrunk' };

const official = (patch: Partial<PublishedState> = {}): PublishedState => ({
  id: 'official',
  kept,
  refused: null,
  ...patch,
});
const house: OwnState = { name: 'house', isManaged: false, entries: { certificates: 2, keys: ['30'] } };

const onChange = vi.fn();
const onUpdate = vi.fn();
const onRemove = vi.fn();
const onAdd = vi.fn<(name: string, text: string) => Promise<AddFault | null>>();

interface Shown {
  readonly state?: Partial<TrustState>;
  readonly update?: UpdateState;
  readonly settings?: Partial<Settings>;
}

const show = ({ state = {}, update: progress = { kind: 'idle' }, settings = {} }: Shown = {}): void =>
  draw(
    <TrustLists
      settings={{ ...DEFAULT_SETTINGS, ...settings }}
      onChange={onChange}
      state={{ published: [official()], own: [], fixed: {}, ...state }}
      update={progress}
      onUpdate={onUpdate}
      onAdd={onAdd}
      onRemove={onRemove}
    />,
  );

const settingOf = (label: string): HTMLElement => {
  const found = all('.setting').find((one) => one.querySelector('.setting__label')?.textContent === label);
  if (found === undefined) throw new Error(`no setting is called ${label}`);
  return found;
};
const switchOf = (label: string): HTMLButtonElement => {
  const found = settingOf(label).querySelector<HTMLButtonElement>('[role=switch]');
  if (found === null) throw new Error(`${label} has no switch`);
  return found;
};

beforeEach(() => speak('en'));
afterEach(() => {
  clear();
  vi.clearAllMocks();
});

describe('a published list', () => {
  it.each<[string, PublishedState, string]>([
    ['with date and count', official(), 'Of Nov 26, 2026, 52 certificates'],
    ['that came along', official({ kept: { ...kept, source: 'package' } }), 'came with the extension'],
    ['that is not there', official({ kept: null }), 'Not loaded. Signers cannot be verified until it is.'],
    [
      'whose update was refused',
      official({ refused: { refusal, triedAt: FETCHED } }),
      'the list before stays in use. C2PA-TRUST-LIST.pem has lost more than half of its certificates.',
    ],
    [
      'that could never be fetched',
      official({
        kept: null,
        refused: { refusal: { part: 'signers', fault: 'status', status: 404 }, triedAt: FETCHED },
      }),
      'C2PA-TRUST-LIST.pem was answered with error 404.',
    ],
  ])('is shown %s', (_, list, words) => {
    show({ state: { published: [list] } });
    expect(settingOf('Official C2PA list').textContent).toContain(words);
  });

  it.each<[string, Partial<Settings>]>([
    ['Official C2PA list', { trustOfficial: false }],
    ['Update weekly', { trustWeekly: false }],
  ])('the switch "%s" changes its setting alone', (label, patch) => {
    show();
    click(switchOf(label));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(patch);
  });

  it('whose switch the organisation set says so and cannot be switched', () => {
    show({ state: { fixed: { official: false } } });
    const button = switchOf('Official C2PA list');
    expect(button.disabled).toBe(true);
    expect(button.getAttribute('aria-checked')).toBe('false');
    expect(settingOf('Official C2PA list').textContent).toContain('Set by your organisation');
    expect(settingOf('Update weekly').textContent).not.toContain('Set by your organisation');
  });

  it('cannot be shown where nothing can be read', () => {
    draw(
      <TrustLists
        settings={DEFAULT_SETTINGS}
        onChange={onChange}
        state={null}
        update={{ kind: 'idle' }}
        onUpdate={onUpdate}
        onAdd={onAdd}
        onRemove={onRemove}
      />,
    );
    expect(root.textContent).toBe('The lists on this computer cannot be read. Signers are not verified.');
  });
});

describe('an update', () => {
  it('is asked for by a button', () => {
    show();
    click(button('Update now'));
    expect(onUpdate).toHaveBeenCalledTimes(1);
  });

  it('that runs says at what, and is not asked for twice', () => {
    show({ update: { kind: 'running', part: 'timeStamping' } });
    expect(one('[role=status]').textContent).toBe('Fetching C2PA-TSA-TRUST-LIST.pem …');
    click(button('Update now'));
    expect(onUpdate).not.toHaveBeenCalled();
  });

  it.each<[UpdateState, string]>([
    [{ kind: 'idle' }, ''],
    [{ kind: 'running', part: null }, 'Waiting for an update that is running …'],
    [{ kind: 'failed' }, 'The list could not be kept on this computer.'],
    [{ kind: 'ended', outcomes: [] }, 'There was nothing to fetch.'],
    [
      { kind: 'ended', outcomes: [{ id: 'official', kind: 'updated', isChanged: true, certificates: 53 }] },
      'Official C2PA list: new version, 53 certificates.',
    ],
    [
      { kind: 'ended', outcomes: [{ id: 'official', kind: 'updated', isChanged: false, certificates: 53 }] },
      'Official C2PA list: unchanged.',
    ],
    [
      { kind: 'ended', outcomes: [{ id: 'official', kind: 'refused', refusal: { part: 'signers', fault: 'empty' } }] },
      'Official C2PA list: not updated. C2PA-TRUST-LIST.pem holds no certificate.',
    ],
  ])('is told in words: %j', (state, words) => {
    show({ update: state });
    expect(one('[role=status]').textContent).toBe(words);
  });
});

/** The field's sentence that is said now. */
const alert = (): HTMLElement => {
  const said = all('[role=alert]').find(({ textContent }) => textContent !== '');
  if (said === undefined) throw new Error('nothing is said');
  return said;
};

describe('own lists', () => {
  const fill = (name: string, text: string): void => {
    click(button('Add list (PEM)…'));
    one<HTMLInputElement>('input[type=text]').value = name;
    one<HTMLTextAreaElement>('textarea').value = text;
    click(button('Add'));
  };

  it('are shown with what they hold, and removed by a button that names them', () => {
    show({ state: { own: [house] } });
    expect(one('.sites__row').textContent).toContain('2 certificates · 1 key');
    click(one('[aria-label="Remove the list house"]'));
    expect(onRemove).toHaveBeenCalledExactlyOnceWith('house');
  });

  it('of the organisation say so, cannot be removed, and say what is wrong with them', () => {
    show({ state: { own: [{ ...house, isManaged: true, entries: 'unparsable' }] } });
    expect(one('.sites__row').textContent).toContain('Set by your organisation');
    expect(one('.sites__row').textContent).toContain('A certificate or key is damaged or cut.');
    expect(all('.sites__row button')).toEqual([]);
  });

  it('are added by name and text; then the form closes', async () => {
    onAdd.mockResolvedValue(null);
    show();
    fill('house', 'PEM');
    await vi.waitFor(() => expect(all('form')).toEqual([]));
    expect(onAdd).toHaveBeenCalledExactlyOnceWith('house', 'PEM');
    expect(document.activeElement).toBe(button('Add list (PEM)…'));
  });

  it.each<[AddFault, string, string]>([
    ['privateKey', 'textarea', 'This text holds a private key'],
    ['notAuthority', 'textarea', 'Add the certificate of the authority that issued it.'],
    ['nameMissing', 'input[type=text]', 'The list needs a name.'],
    ['nameTaken', 'input[type=text]', 'A list of this name is there already.'],
    ['tooLarge', 'textarea', 'at most 524,288 characters'],
  ])('that cannot be added for %s keep the form, with the sentence at the field', async (fault, field, words) => {
    onAdd.mockResolvedValue(fault);
    show();
    fill('house', 'PEM');
    await vi.waitFor(() => expect(alert().textContent).toContain(words));
    expect(one(field).getAttribute('aria-invalid')).toBe('true');
    expect(one(field).getAttribute('aria-describedby')).toBe(alert().id);
    expect(document.activeElement).toBe(one(field));
    expect(one<HTMLTextAreaElement>('textarea').value).toBe('PEM');
  });

  const choose = (file: File): void => {
    click(button('Add list (PEM)…'));
    const field = one<HTMLInputElement>('input[type=file]');
    Object.defineProperty(field, 'files', { value: [file] });
    update(() => void field.dispatchEvent(new Event('change', { bubbles: true })));
  };

  it('are read from a file, which gives them its name', async () => {
    show();
    choose(new File(['PEM of a file'], 'Example Press.pem'));
    await vi.waitFor(() => expect(one<HTMLTextAreaElement>('textarea').value).toBe('PEM of a file'));
    expect(one<HTMLInputElement>('input[type=text]').value).toBe('Example Press');
  });

  it('are not read from a file that is too large', async () => {
    show();
    choose(new File([' '.repeat(TRUST_LIMITS.ownCharacters + 1)], 'film.mp4'));
    await vi.waitFor(() => expect(alert().textContent).toContain('The list is too large'));
    expect(one<HTMLTextAreaElement>('textarea').value).toBe('');
  });
});
