/** Which frames of a video are looked at, and what has to be decoded for them. Nothing is decoded here. */
import {
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { includesWord } from '@/utils/engine/bytes';
import { PIXEL_LIMITS } from '../../limits';
import {
  isProblem,
  malformedPicture,
  type PixelProblem,
  tooLargePicture,
  truncatedPicture,
  unsupportedPicture,
} from '../../problem';
import { boundedSource } from './bounded-source';
import { refuseTooManyBlocks } from './stated-blocks';
import { movieBox, refuseTooManySamples } from './stated-samples';

/** How frames are turned to be shown: clockwise, then mirrored left to right. */
export interface Turn {
  readonly degrees: 0 | 90 | 180 | 270;
  readonly isMirrored: boolean;
}

export interface Film {
  readonly config: VideoDecoderConfig;
  readonly turn: Turn;
  /** In the order of decoding, from a key frame on. */
  readonly packets: readonly EncodedPacket[];
  /** Timestamps of those that are looked at, in microseconds. */
  readonly wanted: ReadonlySet<number>;
}

/** From the first frame to the last: opening and closing titles and fades are left out. */
const SHARES: readonly number[] = Array.from(
  { length: PIXEL_LIMITS.frames },
  (_, index) => (index + 0.5) / PIXEL_LIMITS.frames,
);

/** The sample entry of an encrypted video (ISO/IEC 14496-12 8.12). In Matroska such a track is none to the demuxer. */
const ENCRYPTED = 'encv';

const FORMATS = [MP4, QTFF, MATROSKA, WEBM];

/** @param bytes A whole file. Never rejects for what it says. */
export async function readFilm(bytes: Uint8Array): Promise<Film | PixelProblem> {
  const tooMany = refuseTooManySamples(bytes) ?? refuseTooManyBlocks(bytes);
  if (tooMany !== undefined) return tooMany;
  if (includesWord(movieBox(bytes), ENCRYPTED)) return unsupportedPicture('The video is encrypted.');
  const input = new Input({ formats: FORMATS, source: boundedSource(bytes) });
  try {
    const { length: tracks } = await input.getTracks();
    if (tracks > PIXEL_LIMITS.tracks) return tooLargePicture(`The video has more than ${PIXEL_LIMITS.tracks} tracks.`);
    const track = await input.getPrimaryVideoTrack();
    return track === null ? malformedPicture('There is no video in the file that can be read.') : await filmOf(track);
  } catch (error) {
    // The demuxer tells what it meets by throwing: boxes that are cut, tables that do not fit, samples that are encrypted.
    return malformedPicture(`The video cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  } finally {
    input.dispose();
  }
}

async function filmOf(track: InputVideoTrack): Promise<Film | PixelProblem> {
  const config = await track.getDecoderConfig();
  if (config === null) return unsupportedPicture('The video is coded in a way that is not known here.');
  const { codedWidth = 0, codedHeight = 0 } = config;
  if (codedWidth * codedHeight > PIXEL_LIMITS.framePixels) return tooLargeFrames(codedWidth, codedHeight);
  const turn = { degrees: await track.getRotation(), isMirrored: await track.getFlip() };
  const packets = (await keyFramesApart(track)) ?? (await framesInRow(track));
  return isProblem(packets) ? packets : { config, turn, ...packets };
}

export const tooLargeFrames = (width: number, height: number): PixelProblem =>
  tooLargePicture(
    `The video's frames have ${width} × ${height} pixels, and at most ${PIXEL_LIMITS.framePixels} are read.`,
  );

const CUT = truncatedPicture('The file ends before frames that its tables name.');

type Selection = Pick<Film, 'packets' | 'wanted'>;

/** Key frames need no other to be decoded. `undefined` where there are too few of them for a look at the whole video. */
async function keyFramesApart(track: InputVideoTrack): Promise<Selection | PixelProblem | undefined> {
  const sink = new EncodedPacketSink(track);
  const [first, last] = [
    await sink.getFirstPacket({ metadataOnly: true }),
    await sink.getPacket(Number.POSITIVE_INFINITY, { metadataOnly: true }),
  ];
  if (first === null || last === null) return malformedPicture('There is no frame in the video.');
  const found = new Map<number, EncodedPacket>();
  for (const share of SHARES) {
    const at = first.timestamp + share * (last.timestamp - first.timestamp);
    const packet = await sink.getKeyPacket(at);
    if (packet === null) return CUT;
    // What the file calls a key frame is not always one: then it stands for nothing here.
    if ((await track.determinePacketType(packet)) !== 'delta') found.set(packet.microsecondTimestamp, packet);
  }
  return found.size < PIXEL_LIMITS.leastKeyFrames ? undefined : selected([...found.values()], [...found.keys()]);
}

/** From the beginning on, as far as the limit goes; frames by their number, for times may be anything. */
async function framesInRow(track: InputVideoTrack): Promise<Selection | PixelProblem> {
  const sink = new EncodedPacketSink(track);
  const packets: EncodedPacket[] = [];
  let packet = await sink.getFirstKeyPacket();
  while (packet !== null && packets.length < PIXEL_LIMITS.framesInRow) {
    packets.push(packet);
    packet = await sink.getNextPacket(packet);
  }
  const last = packets.at(-1);
  if (last === undefined) return malformedPicture('There is no key frame in the video.');
  // The tables name one more, and the file does not have it.
  if (packet === null && (await sink.getNextPacket(last, { metadataOnly: true })) !== null) return CUT;
  const times = packets.map(({ microsecondTimestamp }) => microsecondTimestamp).sort((a, b) => a - b);
  const wanted = SHARES.map((share) => times[Math.floor(share * times.length)] ?? 0);
  return selected(packets, wanted);
}

function selected(packets: readonly EncodedPacket[], wanted: readonly number[]): Selection | PixelProblem {
  if (packets.some(({ byteLength }) => byteLength > PIXEL_LIMITS.frameBytes)) {
    return tooLargePicture(`A coded frame has more than ${PIXEL_LIMITS.frameBytes} bytes.`);
  }
  const times = new Set(wanted);
  const last = packets.findLastIndex(({ microsecondTimestamp }) => times.has(microsecondTimestamp));
  return { packets: packets.slice(0, last + 1), wanted: times };
}
