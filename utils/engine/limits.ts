/** Every bound that a file or a page could push against, each with what it guards. */

const KIB = 1024;
const MIB = 1024 * KIB;

export const LIMITS = {
  /** First read of a medium; afterwards exactly the ranges that the structure names. */
  firstReadBytes: 64 * KIB,
  /** Network bytes per medium before a person asks for more. */
  networkBytes: 8 * MIB,
  /** Network time per medium before a person asks for more. */
  networkMs: 20_000,
  /** Reading one medium on the command line, which has no worker to end: looked at between blocks, which have limits of their own. */
  inspectionMs: 60_000,
  /** Bytes that are pulled from a file or `Blob`, and kept: bounds memory where a walk hops through a long file. */
  localBytes: 1024 * MIB,
  /** Relations of an answer's `Link` header: real ones have a handful. */
  webLinks: 64,
  /** Boxes, chunks, segments and elements walked per file: ends loops over tiny structures. */
  structures: 200_000,
  /** Nesting of boxes, chunks and EBML elements: bounds recursion. */
  nesting: 32,
  /** Text blocks kept per file: bounds memory. */
  textBlocks: 4_096,
  /** Blocks inside blocks (a TIFF in a raw profile in a PNG text, XMP in it): bounds recursion. */
  blockNesting: 4,
  /** One block of a kind without a limit of its own (EXIF, image resources, MP4 `meta` with its cover pictures). */
  blockBytes: 64 * MIB,
  /** Bytes of all blocks of a file together: bounds memory. */
  blocksBytes: 320 * MIB,
  /** Bytes of all texts and inner blocks that the decoders of a file make: a file of 4 MB can inflate to 4 GB. */
  decodedBytes: 64 * MIB,
  /** Fields of all blocks of a file together: each is looked at by every mark. */
  fields: 200_000,
  /** A key that the file itself spells, and many values can share (MP4 `keys`). */
  keyBytes: 1_024,
  /** Bytes between two JPEG segments that are skipped as garbage in search of a marker. */
  jpegGarbageBytes: 64 * KIB,
  /** The end of a JPEG or PNG in which a trailer is looked for, and one entry of it. */
  trailerBytes: 64 * KIB,
  /** In search of a JPEG's end, from behind: by chance `FF D9` stands in every 64 KiB of picture or video. */
  jpegEndBytes: 16 * MIB,
  /** Places in a PNG's tail that are tried as its last picture data. */
  pngTailCandidates: 64,
  /** Reads that hop from fragment to fragment of a film without index, before the file's end is asked. */
  fragmentHops: 8,
  /** Segment indexes of a file together; what is longer (10,000 fragments have 120 KB) is passed over. */
  fragmentIndexBytes: 128 * KIB,
  /** The start of a film's first picture, where messages stand. */
  firstPictureBytes: 4 * KIB,
  /** Extents of the metadata items of a HEIF file together: each costs a read, and real ones have one. */
  itemExtents: 4_096,
  /** Entries of a Samsung trailer (SEF). */
  sefEntries: 256,
  /** The end of a PDF in which `startxref` is looked for; short cross-reference tables come along. */
  pdfTailBytes: 16 * KIB,
  /** One object of a PDF without its stream, and all that are read of object streams: values may not end, or overlap. */
  pdfObjectBytes: 4 * MIB,
  /** Objects of a PDF that are looked at for its labels: each may cost a request. */
  pdfObjects: 4_096,
  /** Cross-reference sections of a PDF, one for each time that it was changed. */
  pdfRevisions: 1_024,
  /** One text value, and what one value may inflate to (ComfyUI workflows of 3 MB exist). */
  textBytes: 16 * MIB,
  /** Inflated output per byte of input, below which no bomb is worth its while. */
  inflateRatio: 200,
  /** Inflated output that the ratio does not apply to: short streams of padding are no bombs. */
  inflateFreeBytes: MIB,
  /** Compressed meta-blocks of a Brotli stream: 80 bytes can state tables of 16,384 entries for one byte of output. */
  brotliMetaBlocks: 1_024,
  /** One XMP packet. */
  xmpBytes: 4 * MIB,
  extendedXmpBytes: 64 * MIB,
  /** Of XMP and SVG: depth of elements, attributes of one. */
  xmlDepth: 64,
  xmlAttributes: 4_096,
  /** IFDs and entries of one TIFF stream; visited offsets are kept, so loops end. */
  ifds: 64,
  ifdEntries: 256,
  jsonDepth: 256,
  /** Values of one JSON text: each costs up to 100 bytes, whatever it takes in the text. Workflows of 3 MB have 300,000. */
  jsonValues: 500_000,
  /** `NaN` and 64-bit integers mended in one JSON text: bounds the pieces that it is cut into. */
  jsonReplacements: 65_536,
  /** Nodes of one ComfyUI graph that are looked at: real ones have hundreds. */
  graphNodes: 20_000,
  gb45438Bytes: 64 * KIB,
  gb45438Depth: 16,
  gb45438Rounds: 3,
  gb45438Candidates: 64,
  /** Manifests of one store: genuine ones have tens, and a check takes all of them apart. */
  c2paManifests: 500,
  c2paDepth: 64,
  c2paStoreBytes: 256 * MIB,
  /** What the compressed manifests of one store may unpack to: stores of 30 manifests have half a megabyte. */
  c2paUnpackedBytes: 8 * MIB,
  /** One assertion in JSON: metadata of a medium, which others write into a few kilobytes of XMP. */
  c2paJsonBytes: MIB,
  /** Different soft bindings named of one medium (genuine ones have two), blocks read of one, characters of a name or value. */
  softBindings: 16,
  softBindingCharacters: 128,
  /** Assertions of soft bindings that are taken apart in one manifest. */
  softBindingAssertions: 256,
  /** CBOR nesting of one assertion: bounds recursion. */
  cborDepth: 64,
  /** Data items of one CBOR document: a byte each can ask for an object each. */
  cborItems: 100_000,
  /** Strings in a report. */
  reportString: 4_096,
  reportName: 80,
  /** A prompt in a report: enough to recognise it by. */
  reportPrompt: 512,
  /** Findings and fields kept in one report, so that a report stays small whatever the file. */
  findings: 256,
  fieldsPerFinding: 64,
} as const;
