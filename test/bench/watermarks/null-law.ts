/** What correlations chance gives in pictures without a message, beside what Student's law expects. */
import { columns } from '../../../scripts/columns';
import { coefficientsOf } from '../../../utils/pixels/dwtdct/coefficients';
import { correlation, freedomOf, pearson, readBits, TESTS, votesOf } from '../../../utils/pixels/dwtdct/correlation';
import { type Domain, MESSAGES, type Message, MIN_BLOCKS_PER_BIT } from '../../../utils/pixels/dwtdct/messages';
import { logTail } from '../../../utils/pixels/dwtdct/student-t';
import type { Pixels } from '../../unit/pixels/synthetic';

/** Of correlations 0 … 1. */
const BINS = 2000;

class Counts {
  total = 0;
  largest = 0;
  readonly #bins = new Uint32Array(BINS + 1);

  add(rho: number): void {
    this.total += 1;
    if (rho > this.largest) this.largest = rho;
    const bin = Math.max(0, Math.floor(rho * BINS));
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
  }

  /** What the largest `share` of them lie above; `undefined` where there are too few. */
  above(share: number): number | undefined {
    const wanted = share * this.total;
    if (wanted < 3) return undefined;
    let count = 0;
    for (let bin = BINS; bin > 0; bin--) {
      count += this.#bins[bin] ?? 0;
      if (count >= wanted) return bin / BINS;
    }
    return 0;
  }
}

interface OfMessage {
  /** ρ1 alone: what the law is of. */
  readonly soft: Counts;
  /** The larger of the two, as it stands. */
  readonly asItIs: Counts;
  /** And with the message begun at every bit. */
  readonly turned: Counts;
}

const SHARES = [1e-2, 1e-3, 1e-4, 1e-5];

export class NullLaw {
  readonly #messages = new Map<Message, OfMessage>(
    MESSAGES.map((message) => [message, { soft: new Counts(), asItIs: new Counts(), turned: new Counts() }]),
  );
  readonly #kinds = new Map<string, { count: number; nearest: number }>();

  add(kind: string, pixels: Pixels): void {
    const coefficients = coefficientsOf(pixels, new Set<Domain>(['u8', 'f32', 'f32-swapped']));
    const votes = new Map([...coefficients].map(([domain, values]) => [domain, votesOf(values)] as const));
    const ofKind = this.#kinds.get(kind) ?? { count: 0, nearest: 0 };
    ofKind.count += 1;
    this.#kinds.set(kind, ofKind);
    for (const [message, counts] of this.#messages) {
      for (const { domain } of message.codes) {
        const all = votes.get(domain);
        if (all === undefined || all.soft.length < MIN_BLOCKS_PER_BIT * message.bits.length) continue;
        const read = readBits(all, message);
        const rho = correlation(read, message);
        counts.asItIs.add(rho);
        ofKind.nearest = Math.max(ofKind.nearest, rho / message.limit);
        for (let shift = 0; shift < message.bits.length; shift++) {
          counts.soft.add(pearson(read.soft, message, shift));
          counts.turned.add(correlation(read, message, shift));
        }
      }
    }
  }

  /** The message begun at each of its bits counts as one more trial: its likeness to a picture is as much by chance. */
  table(): string {
    const head = [
      'message',
      'freedom',
      'trials',
      ...SHARES.map((share) => `ρ1 at ${share}`),
      'largest ρ',
      'turned',
      'limit',
      'chance at limit',
    ];
    const rows = [...this.#messages].map(([message, { soft, asItIs, turned }]) => {
      const freedom = freedomOf(message);
      return [
        message.id,
        `${freedom}`,
        `${soft.total}`,
        ...SHARES.map((share) => `${soft.above(share)?.toFixed(3) ?? '–'} (${quantile(share, freedom).toFixed(3)})`),
        asItIs.largest.toFixed(3),
        turned.largest.toFixed(3),
        message.limit.toFixed(2),
        (TESTS * Math.exp(logTail(message.limit, freedom))).toExponential(1),
      ];
    });
    return `Correlations by chance, in brackets what Student’s law expects\n${columns([head, ...rows])}`;
  }

  kinds(): string {
    const rows = [...this.#kinds]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([kind, { count, nearest }]) => [kind, `${count}`, nearest.toFixed(2)]);
    return `The nearest that a picture came to a limit, by kinds\n${columns([['kind', 'pictures', 'ρ ÷ limit'], ...rows])}`;
  }
}

/** The correlation that chance exceeds so often. */
function quantile(share: number, freedom: number): number {
  let [low, high] = [0.05, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (logTail(middle, freedom) > Math.log(share)) low = middle;
    else high = middle;
  }
  return low;
}
