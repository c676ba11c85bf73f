/** Bounds of the inspector as a service: what one page, server or file can take from all the others. */
import { LIMITS } from '@/utils/engine/limits';

const SECOND = 1_000;
const MIB = 1024 * 1024;

export const INSPECTION_LIMITS = {
  /** Workers that read from memory: parsing takes milliseconds, so one is enough and none waits for the network. */
  localWorkers: 1,
  /** Workers that read over the network: a server that hangs takes one of them until its deadline. */
  networkWorkers: 4,
  /** Of those, the most that read from one host at a time: a host that hangs leaves the others a way. */
  networkWorkersPerHost: 3,
  /** Workers that check what is signed: each holds a copy of the medium and the library's memory. */
  checkWorkers: 1,
  /** After a medium this large the worker that checked it is let go, for its memory never shrinks. */
  spentByBytes: 50 * MIB,
  /** Workers that look at pixels: a picture takes up to 400 MB, for a moment twice as many. */
  lookWorkers: 1,
  /** After a picture of so many pixels its worker is let go, too: idle, it would keep 64 MB of it and more. */
  spentByPixels: 16_000_000,
  /** Decoding a picture of 100 megapixels and looking at all of it takes some seconds; what takes longer hangs. */
  lookMs: 60 * SECOND,
  /** A worker without work is let go. */
  workerIdleMs: 30 * SECOND,
  /** After this a worker that reads from memory is taken to hang. */
  localJobMs: 10 * SECOND,
  /** The source's own deadline comes first and is kinder; this ends what it cannot. */
  networkJobMs: LIMITS.networkMs + 5 * SECOND,
  /** Jobs waiting in all; more are refused, so that a page cannot make the background hold without bound. */
  queuedJobs: 8_000,
  /** A whole medium is read for its check because a person points at it or asks: as many bytes as a check takes. */
  wholeBytes: 256 * MIB,
  wholeMs: 120 * SECOND,
  /** Such reads and their checks at the same time: each is held in memory until it was checked. */
  wholeReads: 2,
  /** Bytes at hand that wait for a check nobody asked for; of more media it is made when a person points at them. */
  heldBytes: 256 * MIB,
  /** For a frame to hand over its own copy: its script gives up sooner, unless the page keeps it from running. */
  pageBytesMs: 30 * SECOND,
  /** A person asks for a medium's whole file as evidence. */
  evidenceBytes: 64 * MIB,
  evidenceMs: 120 * SECOND,
  /** A person asks for the C2PA store of a medium that lies elsewhere; real ones have up to some MB. */
  recordBytes: 32 * MIB,
  recordMs: 60 * SECOND,
} as const;
