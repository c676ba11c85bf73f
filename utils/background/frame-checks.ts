/** The second stage for a frame's media: what is signed in them is checked, and the frame and its tab's list hear of it. */
import type { Depth } from '@/utils/depth';
import { LIMITS } from '@/utils/engine/limits';
import type { LabelReport } from '@/utils/engine/report';
import { type BytesAtHand, type Checks, openCheck } from '@/utils/inspector/checks';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import type { Inspected } from '@/utils/inspector/inspections';
import { CHECK_PRIORITY } from '@/utils/inspector/worker-host';
import type { CheckState } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { InventoryMedium } from '@/utils/store/inventory-types';
import type { CheckUnderWay, FrameSession } from './frame-session';

export type CheckWish = 'unasked' | 'pointed-at' | 'asked-for';

interface Wish {
  readonly priority: number;
  /** Read over the network for it, where no bytes are at hand. */
  readonly mostBytes: number;
}

const WISHES: Readonly<Record<CheckWish, Wish>> = {
  unasked: { priority: CHECK_PRIORITY.unasked, mostBytes: 0 },
  'pointed-at': { priority: CHECK_PRIORITY.pointedAt, mostBytes: LIMITS.networkBytes },
  'asked-for': { priority: CHECK_PRIORITY.askedFor, mostBytes: INSPECTION_LIMITS.wholeBytes },
};

/** In which states a wish begins a check; `running` that nothing runs of was begun by a background that died. */
const BEGINS: Readonly<Record<CheckWish, readonly CheckState[]>> = {
  unasked: [],
  'pointed-at': ['on-pointing', 'running'],
  'asked-for': ['on-pointing', 'on-asking', 'not-made', 'running'],
};

export interface FrameChecks {
  /** Tells what the first stage found; where the bytes are at hand, that the check runs, and later what became of it. */
  readonly begin: (session: FrameSession, medium: MediumOnPage, inspected: Inspected) => Promise<void>;
  /** A person points at a medium, or asks. `copy` fetches what the page itself has of it. */
  readonly wish: (
    session: FrameSession,
    listed: InventoryMedium,
    wish: CheckWish,
    copy: () => Promise<Blob | null>,
  ) => Promise<void>;
  /** A frame that came back asks again about a medium whose report is known. */
  readonly resume: (
    session: FrameSession,
    listed: InventoryMedium,
    report: LabelReport,
    copy: () => Promise<Blob | null>,
  ) => Promise<void>;
}

export const createFrameChecks = (checks: Checks, depth: () => Promise<Depth>): FrameChecks => {
  const tell = (session: FrameSession, { id, address }: MediumOnPage, report: LabelReport, check?: CheckState): void =>
    session.deliver({ id, address, report, ...(check && { check }) });

  /** Whether a check is under way whose outcome this medium will be told. */
  const isUnderWay = ({ checks }: FrameSession, { id, address }: Pick<MediumOnPage, 'id' | 'address'>): boolean =>
    checks.get(id)?.address === address ||
    [...checks.values()].some((other) => other.isOfAddress && other.address === address);

  const run = async (
    session: FrameSession,
    medium: MediumOnPage,
    stated: LabelReport,
    wish: CheckWish,
    bytes: BytesAtHand | (() => Promise<BytesAtHand | null>),
  ): Promise<void> => {
    const underWay: CheckUnderWay = { address: medium.address, isOfAddress: 'bytes' in bytes && isServers(bytes) };
    session.checks.set(medium.id, underWay);
    tell(session, medium, stated, 'running');
    const whole = 'bytes' in bytes ? bytes : await bytes();
    underWay.isOfAddress = whole === null || isServers(whole);
    const { home, incognito } = session.sender;
    const request = { medium, stated, whole, home, incognito, ...WISHES[wish] };
    const { report, check } = await checks.check(request, session.left);
    if (session.checks.get(medium.id) === underWay) session.checks.delete(medium.id);
    for (const one of underWay.isOfAddress ? session.media.values() : [medium]) {
      if (one.address === medium.address) tell(session, one, report, check);
    }
  };

  return {
    begin: async (session, medium, { report, check, ...inspected }) => {
      const whole = check === 'running' ? inspected.whole : undefined;
      const isAskedOnly = (await depth()) === 'metadata';
      // A page may show one picture a thousand times.
      if (whole && isUnderWay(session, medium)) tell(session, medium, report, 'running');
      else if (whole && !isAskedOnly) await run(session, medium, report, 'unasked', whole);
      else tell(session, medium, report, isAskedOnly ? untilAsked(check) : check);
    },
    wish: async (session, listed, wish, copy) => {
      const isAskedOnly = (await depth()) === 'metadata';
      const { report, check } = listed;
      if (report === null) return;
      if (isUnderWay(session, listed)) tell(session, listed, report, 'running');
      else if (check === undefined || !BEGINS[wish].includes(check)) tell(session, listed, report, check);
      else if (isAskedOnly && wish !== 'asked-for') tell(session, listed, report, untilAsked(check));
      else await run(session, listed, report, wish, async () => pageCopy(await copy()));
    },
    resume: async (session, listed, report, copy) => {
      const isAskedOnly = (await depth()) === 'metadata';
      if (listed.check !== 'running' || isUnderWay(session, listed)) {
        tell(session, listed, report, listed.check);
        return;
      }
      const whole = isAskedOnly ? null : pageCopy(await copy());
      if (whole) await run(session, listed, report, 'unasked', whole);
      else tell(session, listed, report, isAskedOnly ? untilAsked(listed.check) : openCheck(report));
    },
  };
};

/** What is not checked unasked waits for its button. */
const untilAsked = (check: CheckState | undefined): CheckState | undefined =>
  check === 'running' || check === 'on-pointing' ? 'on-asking' : check;

const isServers = ({ validators }: BytesAtHand): boolean => validators !== null;

const pageCopy = (bytes: Blob | null): BytesAtHand | null => bytes && { bytes, validators: null };
