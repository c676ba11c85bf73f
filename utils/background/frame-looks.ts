/** The third stage for a frame's media: the pixels of those that deserve it are looked at, and the frame and its tab's list hear of it. */
import { connectionNow, type Depth } from '@/utils/depth';
import { LIMITS } from '@/utils/engine/limits';
import type { LabelReport } from '@/utils/engine/report';
import type { BytesAtHand } from '@/utils/inspector/checks';
import type { Inspected } from '@/utils/inspector/inspections';
import type { LookRequest, PixelLooks } from '@/utils/inspector/pixel-looks';
import { pixelRefusal } from '@/utils/inspector/pixel-policy';
import type { MediumOnPage } from '@/utils/messages/frame';
import { isLooked, type PixelRefusal, type PixelState } from '@/utils/messages/pixel-state';
import { pixelsAreOpen, withPixels } from '@/utils/pixels/reading';
import type { InventoryMedium } from '@/utils/store/inventory-types';
import type { Look as FrameLook, FrameSession } from './frame-session';

export interface FrameLookTools {
  readonly looks: PixelLooks;
  /** As the person chose it. */
  readonly depth: () => Promise<Depth>;
  readonly isActive: (tabId: number) => Promise<boolean>;
}

type Copy = () => Promise<Blob | null>;

export interface FrameLooks {
  /** A medium's labels were read. */
  readonly begin: (session: FrameSession, medium: MediumOnPage, inspected: Inspected, copy: Copy) => Promise<void>;
  /** A person points at a medium, or asks. */
  readonly wish: (session: FrameSession, listed: InventoryMedium, isAskedFor: boolean, copy: Copy) => Promise<void>;
  /** A frame that came back asks again about a medium whose report is known. */
  readonly resume: (session: FrameSession, listed: InventoryMedium, copy: Copy) => Promise<void>;
}

/** What a person who points at a medium, or asks, has looked at; `running` that nothing runs of was begun by a background that died. */
const BEGINS: Readonly<Record<'pointed-at' | 'asked-for', readonly PixelState[]>> = {
  'pointed-at': ['not-seen', 'waiting', 'running'],
  'asked-for': [
    'waiting',
    'running',
    'off',
    'saves-data',
    'not-loaded',
    'too-small',
    'when-asked',
    'not-seen',
    'over-budget',
    'not-made',
    'looked-quickly',
  ],
};

const PENDING: readonly PixelState[] = ['waiting', 'running'];

interface Look {
  readonly medium: MediumOnPage;
  readonly stated: LabelReport;
  readonly whole: BytesAtHand | null;
  readonly isAskedFor: boolean;
  readonly copy: Copy;
  /** The report of an earlier look, which holds until this one has ended, and where it cannot be made. */
  readonly earlier: LabelReport | null;
}

export const createFrameLooks = ({ looks, depth, isActive }: FrameLookTools): FrameLooks => {
  const refusalOf = async (
    { medium, stated, isAskedFor }: Look,
    tabId: number | null,
  ): Promise<PixelRefusal | null> => {
    if (isAskedFor) return null;
    const savesData = connectionNow().saveData === true;
    const isSeen = tabId === null || (await isActive(tabId));
    return pixelRefusal({ depth: await depth(), savesData, medium, report: stated, isSeen });
  };

  const look = async (session: FrameSession, one: Look): Promise<void> => {
    const { medium, stated, whole, isAskedFor, copy, earlier } = one;
    const { tabId, home, incognito } = session.sender;
    // At once, so that nobody else begins one of the same address.
    let told: FrameLook = { state: 'waiting', from: earlier };
    session.look(medium, told);
    const isWanted = (): boolean => session.lookOf(medium) === told;
    // Whether it is seen is asked when its turn has come.
    const refusal = await refusalOf(one, null);
    if (refusal !== null) {
      if (isWanted()) session.look(medium, { state: refusal, from: null });
      return;
    }
    const request: LookRequest = {
      medium,
      tabId,
      stated,
      whole,
      copy,
      refusal: async () => (isWanted() ? refusalOf(one, tabId) : 'not-seen'),
      onTurn: () => {
        if (!isWanted()) return;
        told = { state: 'running', from: earlier };
        session.look(medium, told);
      },
      isAskedFor,
      home,
      incognito,
    };
    const looked = await looks.look(request, session.left);
    // Asked about anew meanwhile.
    if (!isWanted()) return;
    const from = 'reading' in looked ? withPixels(stated, looked.reading) : earlier;
    session.look(medium, { state: looked.state, from });
  };

  const isUnderWay = (session: FrameSession, medium: Pick<MediumOnPage, 'id' | 'address'>): boolean =>
    PENDING.some((state) => state === session.lookOf(medium)?.state);

  /** Looks where the list says one of `begins`; else this session, which may be new, knows what is listed. */
  const take = async (
    session: FrameSession,
    listed: InventoryMedium,
    begins: readonly PixelState[],
    isAskedFor: boolean,
    copy: Copy,
  ): Promise<void> => {
    const { report } = listed;
    const known = session.lookOf(listed);
    const pixels = known?.state ?? listed.pixels;
    if (report === null || pixels === undefined || isUnderWay(session, listed)) return;
    const earlier = known ? known.from : isLooked(pixels) ? report : null;
    if (begins.includes(pixels)) {
      await look(session, { medium: listed, stated: report, whole: null, isAskedFor, copy, earlier });
    } else if (!known) session.look(listed, { state: pixels, from: earlier });
  };

  return {
    begin: async (session, medium, { report, whole, looked }, copy) => {
      if (looked) session.look(medium, { state: looked, from: report });
      else if (session.lookOf(medium) === undefined && pixelsAreOpen(report)) {
        const few = whole && whole.bytes.size <= LIMITS.firstReadBytes ? whole : null;
        await look(session, { medium, stated: report, whole: few, isAskedFor: false, copy, earlier: null });
      }
    },
    wish: (session, listed, isAskedFor, copy) =>
      take(session, listed, BEGINS[isAskedFor ? 'asked-for' : 'pointed-at'], isAskedFor, copy),
    resume: (session, listed, copy) => take(session, listed, PENDING, false, copy),
  };
};
