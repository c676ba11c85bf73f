/** Codes that formats and labels are made of: what a blind change of bytes would hardly ever spell. */
import { AIGC_LABEL, be16, be32, bytes, iptcAiPacket, utf8, utf16 } from '../unit/engine/byte-builders';

const BOXES =
  'ftyp moov trak mdia hdlr udta meta keys ilst data mean name mdat free uuid XMP_ ©cmt ©too ---- moof styp ' +
  'mdta mdir iinf infe iloc iref idat iprp Exif mime uri  mini brob jxlc jxlp xml  jumb jumd cbor json c2pa c2ma cmov';
const CHUNKS =
  'IHDR IDAT IEND tEXt zTXt iTXt eXIf caBX comf iCCP fdAT RIFF RF64 WEBP WAVE AVI  VP8X VP8L EXIF XMP  C2PA LIST INFO ' +
  'ICMT ISFT AIGC id3  ID3  bext iXML _PMX ds64 movi hdrl FORM AIFF AIFC ANNO SSND COMM APPL';
const TAGS =
  'ID3 TXX TXXX COMM GEOB PRIV APIC WXXX USLT APETAGEX TAG 3DI fLaC OggS OpusTags OpusHead vorbis onMetaData';
const WORDS =
  'AIGC aigc Label ContentProducer ProduceID trainedAlgorithmicMedia DigitalSourceType parameters prompt workflow ' +
  'Comment Software invokeai_metadata Dream sd-metadata class_type inputs Steps: Raw profile type exif generation_data ' +
  'xmpmeta rdf:RDF rdf:Description rdf:li CDATA xpacket metadata <svg <!-- <!DOCTYPE %PDF- stream /Metadata SEFH SEFT';

const codes = (list: string): readonly Uint8Array[] => list.split(/ (?! |$)/).map((code) => bytes(code));

/** Element identifiers of Matroska (RFC 9559 5.1), as they are written. */
const ELEMENTS = [0x1a45dfa3, 0x18538067, 0x1254c367, 0x114d9b74, 0x1f43b675, 0x1941a469].map(be32);
const SIMPLE_ELEMENTS = [0x7373, 0x67c8, 0x45a3, 0x4487, 0x4485, 0x63c0, 0x4dbb, 0x53ab, 0x53ac].map(be16);
/** Markers of JPEG, tags of TIFF, blocks of GIF. */
const MARKERS = [0xffd8, 0xffd9, 0xffda, 0xffe0, 0xffe1, 0xffe2, 0xffeb, 0xffed, 0xfffe, 0x8769, 0x9286, 0x02bc].map(
  be16,
);
const SMALL = [0x83bb, 0x8649, 0x010e, 0x0131, 0x014a, 0x21fe, 0x21ff, 0x1c02, 0xfffb, 0xfff1].map(be16);

export const DICTIONARY: readonly Uint8Array[] = [
  ...[BOXES, CHUNKS, TAGS, WORDS].flatMap(codes),
  ...ELEMENTS,
  ...SIMPLE_ELEMENTS,
  ...MARKERS,
  ...SMALL,
  bytes('Exif\0\0'),
  bytes('http://ns.adobe.com/xap/1.0/\0'),
  bytes('http://ns.adobe.com/xmp/extension/\0'),
  bytes('Photoshop 3.0\0'),
  bytes('8BIM', [4, 4]),
  bytes('XMP DataXMP'),
  bytes('UNICODE\0'),
  bytes('MPF\0'),
  utf8(iptcAiPacket()),
  utf8(AIGC_LABEL),
  utf8(`{"AIGC":${AIGC_LABEL}}`),
  utf16('AIGC', 'le'),
  utf8('&#x0;&lt;﻿'),
];
