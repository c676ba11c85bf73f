import type { Suite } from '../session';
import { access } from './access';
import { background } from './background';
import { breakdown } from './breakdown';
import { broken } from './broken';
import { card } from './card';
import { dynamic } from './dynamic';
import { gallery } from './gallery';
import { network } from './network';
import { notice } from './notice';
import { pages } from './pages';
import { pixels } from './pixels';
import { pixelsAsked } from './pixels-asked';
import { pixelsVideo } from './pixels-video';
import { policy } from './policy';
import { popup } from './popup';
import { report } from './report';
import { signed } from './signed';
import { trust } from './trust';

/** Told to a browser one after the other: each stands for itself, and leaves no page open. */
export const SUITES: readonly Suite[] = [
  gallery,
  card,
  popup,
  pages,
  dynamic,
  background,
  signed,
  trust,
  network,
  pixels,
  pixelsAsked,
  pixelsVideo,
  policy,
  broken,
  breakdown,
  notice,
  report,
  access,
];
