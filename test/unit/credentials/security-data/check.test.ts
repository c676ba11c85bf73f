import { generateKeyPairSync, sign as rsaSign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkedFinding, checkSecurityData } from '@/utils/credentials/security-data';
import { examine } from '@/utils/engine/inspect';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { xmpPacket } from '../../../fixtures/labels';
import { userCommentTiff } from '../../../fixtures/write/exif';
import { frame23, id3Tag, mp3Frame, txxx } from '../../engine/av-builders';
import {
  app1Exif,
  app1Xmp,
  be32,
  bytes,
  eoi,
  fromBase64,
  idat,
  iend,
  ihdr,
  jfif,
  jpeg,
  png,
  sos,
  tEXt,
} from '../../engine/byte-builders';
import { checkOf, statesOf } from './check';
import {
  comment,
  derHex,
  KEY_FORMS,
  type LabelOptions,
  labelledPicture,
  labelledSound,
  MINIMAX_LABEL,
  ORDER,
  OTHER_PRIVATE_KEY,
  PICTURE,
  PRIVATE_KEY,
  publicKey,
  SOUND,
  STEPFUN_LABEL,
  signedLabel,
  soundBefore,
} from './signer';

const picture = (options: LabelOptions = {}): Uint8Array =>
  labelledPicture(signedLabel({ content: PICTURE, ...options }));
const sound = (options: LabelOptions = {}): Uint8Array => labelledSound(signedLabel({ content: SOUND, ...options }));

const INTACT = ['valid', 'valid', 'intact'];

describe('a label that was signed with its content', () => {
  it.each<[string, LabelOptions]>([
    ...Object.keys(KEY_FORMS).map((keyForm): [string, LabelOptions] => [`the key is ${keyForm}`, { keyForm }]),
    ['the signatures are DER', { signature: derHex }],
    ['the signatures are in capitals', { signature: (numbers) => derHex(numbers).toLowerCase() }],
    ['the texts were hashed before they were signed', { isPreHashed: true }],
    ['the guide’s names are used', { over: 'Md' }],
    ['the security data are an object', { isNested: true }],
    ['the label is escaped', { producer: 'a\\/b', produceId: '\\u4e2d' }],
    ['the binding is written with white space', { alterBinding: (binding) => binding.replaceAll(',', ', ') }],
  ])('is intact where %s', async (_, options) => {
    expect(await statesOf(picture(options))).toEqual(INTACT);
    expect(await statesOf(sound(options))).toEqual(INTACT);
  });

  it('is verified where its key is on the list that was handed over, in any form, and only then', async () => {
    const key = KEY_FORMS['a compressed point']?.(publicKey(PRIVATE_KEY)) ?? '';
    const other = KEY_FORMS['x alone']?.(publicKey(OTHER_PRIVATE_KEY)) ?? '';
    const ours = { name: 'Ours', key };
    expect(await checkOf(picture(), { trustedKeys: [{ name: 'Bad', key: 'none' }, ours] })).toMatchObject({
      assurance: 'verified',
      trustedAs: 'Ours',
    });
    expect(await statesOf(picture(), { trustedKeys: [{ name: 'Another', key: other }] })).toEqual(INTACT);
  });
});

/** What was done to it afterwards, and what that leaves; the key is on no table, so nothing of it is broken. */
describe('a signed label of which', () => {
  it.each<[string, Uint8Array, readonly string[]]>([
    ['a content byte was changed', changed(picture(), PICTURE.length), ['valid', 'failed', 'declared']],
    ['a segment was added', withComment(), ['valid', 'failed', 'declared']],
    ['a byte was added', bytes(picture(), [0]), ['valid', 'failed', 'declared']],
    ['a sound byte was changed', changed(sound(), 40), ['valid', 'failed', 'declared']],
    [
      'the number was changed',
      swapped('"ProduceID":"t-0001"', '"ProduceID":"t-0002"'),
      ['failed', 'valid', 'declared'],
    ],
    ['the value was changed', swapped('"Label":"1"', '"Label":"2"'), ['failed', 'valid', 'declared']],
    ['a provider was added in other letters', added('"contentproducer":"Other"'), ['unsupported', 'valid', 'declared']],
    ['a number was added in other letters', added('"produceID":"t-0002"'), ['unsupported', 'valid', 'declared']],
    ['a value was added in other letters', added('"LABEL":"1"'), ['unsupported', 'valid', 'declared']],
    ['nothing but the label was signed', labelledPicture(signedLabel()), ['valid', 'none', 'declared']],
    ['the binding is another’s', picture({ bindingKey: OTHER_PRIVATE_KEY }), ['valid', 'unsupported', 'declared']],
    [
      'the binding was put in another order',
      picture({
        alterBinding: (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
      }),
      ['valid', 'unsupported', 'declared'],
    ],
    [
      'the hash was exchanged',
      picture({ alterBinding: (text) => text.replace(/[0-9a-f]{64}/, 'ab'.repeat(32)) }),
      ['valid', 'unsupported', 'declared'],
    ],
    [
      'the key is another’s',
      picture({ keyValue: KEY_FORMS['x and y']?.(publicKey(OTHER_PRIVATE_KEY)) ?? '' }),
      ['failed', 'unsupported', 'declared'],
    ],
    [
      'the key is on no curve',
      picture({ keyValue: `04${'11'.repeat(64)}` }),
      ['unsupported', 'unsupported', 'declared'],
    ],
    ['the key is missing', picture({ keyValue: '' }), ['unsupported', 'unsupported', 'declared']],
    [
      'r is out of range',
      picture({ signature: ({ s }) => `${'f'.repeat(64)}${s.toString(16).padStart(64, '0')}` }),
      ['failed', 'unsupported', 'declared'],
    ],
    [
      's is out of range',
      picture({ signature: ({ r }) => `${r.toString(16).padStart(64, '0')}${ORDER.toString(16)}` }),
      ['failed', 'unsupported', 'declared'],
    ],
    ['the signature is no signature', picture({ signature: () => 'none' }), ['unsupported', 'unsupported', 'declared']],
    ['it is not known what is signed', picture({ over: 'Content' }), ['unsupported', 'valid', 'declared']],
  ])('%s', async (_, medium, states) => {
    expect(await statesOf(medium)).toEqual(states);
  });
});

/** The label of a picture with one text exchanged for another of its length. */
function swapped(from: string, to: string): Uint8Array {
  return labelledPicture(signedLabel({ content: PICTURE }).replace(from, to));
}

/** The label of a picture with one more member, before the others or behind them. */
function added(member: string): Uint8Array {
  return labelledPicture(signedLabel({ content: PICTURE }).replace(/\}$/, `,${member}}`));
}

function withComment(): Uint8Array {
  return labelledPicture(signedLabel({ content: PICTURE }), comment());
}

function changed(medium: Uint8Array, fromEnd: number): Uint8Array {
  const copy = Uint8Array.from(medium);
  // Inside the quantisation table of the picture, inside a frame of the sound.
  const at = copy.length - Math.min(fromEnd, 60);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('a content that cannot be compared with what was bound', () => {
  const UNSUPPORTED = ['valid', 'unsupported', 'declared'];
  const label = signedLabel({ content: PICTURE });
  const xmp = xmpPacket(
    'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"',
    `<TC260:AIGC><![CDATA[${label}]]></TC260:AIGC>`,
  );

  it.each<[string, Uint8Array]>([
    ['the label stands elsewhere in a JPEG', jpeg([jfif(), app1Xmp(xmp), sos(), eoi()])],
    ['the label stands twice', jpeg([exifOf(label), exifOf(label), jfif(), sos(), eoi()])],
    ['the container is another', png([ihdr(), tEXt('AIGC', label), idat(), iend()])],
    ['the tag is of version 2.3', bytes(id3Tag(3, [frame23('TXXX', bytes([0], 'AIGC', [0], label))]), mp3Frame())],
    ['the tag holds nothing else', bytes(id3Tag(4, [txxx('AIGC', label)]), mp3Frame())],
  ])('is not judged: %s', async (_, medium) => {
    expect(await statesOf(medium)).toEqual(UNSUPPORTED);
  });

  it.each<[string, Uint8Array]>([
    ['a picture without its end', picture().slice(0, -2)],
    ['a sound that says it is longer', soundWithLength(1)],
  ])('is not judged in a part: %s', async (_, medium) => {
    const check = await checkOf(medium);
    expect(check).toMatchObject({ labelSignature: 'valid', contentBinding: 'unsupported', assurance: 'declared' });
    expect(check?.detail).toContain('The check needs the whole file, which was not at hand.');
  });

  it('is judged in a sound that is as long as it says', async () => {
    expect(await statesOf(soundWithLength(0))).toEqual(INTACT);
  });

  it('is not judged from a server, a medium beyond the limit, or after the end was asked for', async () => {
    const whole = bufferSource(picture());
    const read = (offset: number, length: number): Uint8Array => whole.read(offset, length);
    const remote = { ...COSTS, size: whole.size, isLocal: false, read };
    expect(await statesOf(remote)).toEqual(UNSUPPORTED);
    const large = { ...COSTS, size: 64 * 1024 * 1024 + 1, isLocal: true, read };
    expect(await statesOf(large)).toEqual(UNSUPPORTED);
    const { report, evidence } = await examine(whole, { input: 'a.jpg' });
    const medium = { container: report.container, source: whole };
    const checks = await checkSecurityData(evidence, medium, { signal: AbortSignal.abort() });
    expect([...checks.values()]).toMatchObject([{ contentBinding: 'unsupported', assurance: 'declared' }]);
  });
});

const COSTS = { bytesRead: 0, requests: 0 };

const exifOf = (label: string): Uint8Array => app1Exif(userCommentTiff(`{"AIGC":${label}}`));

/** A sound whose first frame states how many bytes there are (Info), signed whole, of which `missing` bytes are not there. */
function soundWithLength(missing: number): Uint8Array {
  const frame = mp3Frame();
  const stated = 2 * frame.length;
  frame.set(bytes('Info', be32(2), be32(stated)), 36);
  const tail = bytes(frame, mp3Frame());
  const label = signedLabel({ content: soundBefore(tail) });
  return labelledSound(label, tail.subarray(0, tail.length - missing));
}

describe('a label with a key that is known from other files', () => {
  const onSound = labelledSound(MINIMAX_LABEL);
  const altered = MINIMAX_LABEL.replace('063e42af812fc746908fe625f974a6a4', '063e42af812fc746908fe625f974a6a5');
  const withoutBinding = MINIMAX_LABEL.replace(/,\\"Bindings\\":\[.*?\]/, '');

  it.each<[string, Uint8Array, readonly string[], string]>([
    ['on another content is broken', onSound, ['valid', 'failed', 'broken'], 'MiniMax'],
    ['on another picture is broken', labelledPicture(MINIMAX_LABEL), ['valid', 'failed', 'broken'], 'MiniMax'],
    ['with another text is broken', labelledSound(altered), ['failed', 'failed', 'broken'], 'MiniMax'],
    [
      'with another hash is broken',
      labelledSound(MINIMAX_LABEL.replace('50a5a353', '50a5a354')),
      ['valid', 'failed', 'broken'],
      'MiniMax',
    ],
    ['without its binding is declared', labelledSound(withoutBinding), ['valid', 'unsupported', 'declared'], 'MiniMax'],
    ['in another container is declared', inPng(MINIMAX_LABEL), ['valid', 'unsupported', 'declared'], 'MiniMax'],
    ['over the label alone is declared', inPng(STEPFUN_LABEL), ['valid', 'none', 'declared'], 'StepFun'],
    [
      'over the label alone, with another text, is broken',
      inPng(STEPFUN_LABEL.replace('142569260085903360', '142569260085903361')),
      ['failed', 'none', 'broken'],
      'StepFun',
    ],
  ])('%s', async (_, medium, states, name) => {
    expect(await statesOf(medium)).toEqual(states);
    expect((await checkOf(medium))?.keyPinned).toBe(name);
  });

  it('in the propagator’s field is never broken', async () => {
    const propagated = STEPFUN_LABEL.replace('"ReservedCode1"', '"ReservedCode2"');
    expect(await statesOf(inPng(propagated))).toEqual(['valid', 'none', 'declared']);
    const other = propagated.replace('142569260085903360', '1');
    expect(await statesOf(inPng(other))).toEqual(['unsupported', 'none', 'declared']);
  });
});

function inPng(label: string): Uint8Array {
  return png([ihdr(), tEXt('AIGC', label), idat(), iend()]);
}

/** Made for this document with a key of its own (gb45438.md 8.4). */
const SELF_MADE = fromBase64(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4QRkRXhpZgAATU0AKgAAAAgAAYdpAAQAAAABAAAAGgAAAAAAAZKGAAcAAAQwAAAALAAAAABBU0NJSQAAAHsiQUlHQyI6eyJMYWJlbCI6IjEiLCJDb250ZW50UHJvZHVjZXIiOiJzZWxmdGVzdCIsIlByb2R1Y2VJRCI6InN0LTAwMDEiLCJSZXNlcnZlZENvZGUxIjoie1wiU2VjdXJpdHlEYXRhXCI6e1wiVHlwZVwiOlwiVEMyNjBQR1wiLFwiVmVyc2lvblwiOjEsXCJQdWJTRFwiOlt7XCJUeXBlXCI6XCJEU1wiLFwiQWxnSURcIjpcIjEuMi4xNTYuMTAxOTcuMS41MDFcIixcIlRCU0RhdGFcIjp7XCJUeXBlXCI6XCJMYWJlbE1hdGFEYXRhXCJ9LFwiU2lnbmF0dXJlXCI6XCI2ODBjYTQxN2Y3NWQ2NGZlMjdiNzBlYmU5OTE4OGEzNDE3MmM5Y2QyNGYwNDBiYTNlYjcxZDBkNDZhZDk4ZDI3OGNkZGY4MjNiNDNjMWMwMmI5OWI0ZjIyMWM4MDgzYjQxYWNkNGYzNmJmYjZjYjY4ZmE0MWE1ZDRlYWUzYjFlNVwifSx7XCJUeXBlXCI6XCJEU1wiLFwiQWxnSURcIjpcIjEuMi4xNTYuMTAxOTcuMS41MDFcIixcIlRCU0RhdGFcIjp7XCJUeXBlXCI6XCJCaW5kaW5nXCIsXCJCVHlwZVwiOlwiMFwifSxcIlNpZ25hdHVyZVwiOlwiNjU4ZmE1NzBiOTExMTRjYjYyMDZjNmM4ODVlOTBiMjRjOGUwZjNlNTRjYWUzYzBiNTJjNDJkM2ZjYzExYWRhY2Q0ODRlYzg4MWFjODk2ODFhOTYwNDA1OWUzNmNjMjY3N2M3YWIxZDAxYTA0ZTY2YjIwOTA4OGFmYTZlMGY2OTRcIn0se1wiVHlwZVwiOlwiUHViS2V5XCIsXCJBbGdJRFwiOlwiMS4yLjE1Ni4xMDE5Ny4xLjUwMVwiLFwiVEJTRGF0YVwiOntcIlR5cGVcIjpcIlwifSxcIktleVZhbHVlXCI6XCIwMDQwYWE1OWVhZmM5ZWJkYTRmYWIxODU2ZDE4OTJmY2RmYmE1ZmNlOWFjYzBjYTQ4YmM4YWMxZmUwNjY5MDZjZWVcIn1dLFwiQmluZGluZ3NcIjpbe1wiVHlwZVwiOlwiSGFzaFwiLFwiQWxnSURcIjpcIjEuMi4xNTYuMTAxOTcuMS40MDFcIixcIlRCU0RhdGFcIjp7XCJUeXBlXCI6XCJcIn0sXCJTaWduYXR1cmVcIjpcImVmOWY4N2JiZTljY2IzYTAyNjVlY2ZiYmY2M2VkMDg4M2NhNmExOGY0N2ZjMTIyMDU4MGVjOGIxZTIxNGQzM2FcIn1dfX0iLCJDb250ZW50UHJvcGFnYXRvciI6InNlbGZ0ZXN0IiwiUHJvcGFnYXRlSUQiOiIiLCJSZXNlcnZlZENvZGUyIjoiIn19/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdoZz5NcXlwZHhcZWdj/8AACwgAAQABAQERAP/EABQAAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AB//2Q==',
);

describe('the whole file of gb45438.md 8.4', () => {
  const text = Buffer.from(SELF_MADE).toString('latin1');
  const replaced = (from: string, to: string): Uint8Array =>
    Uint8Array.from(Buffer.from(text.replace(from, to), 'latin1'));
  const TABLES = '\xff\xdb\0\x43';
  const COMMENT = Buffer.from(comment()).toString('latin1');

  it('is intact', async () => {
    expect(SELF_MADE).toHaveLength(1_285);
    expect(await statesOf(SELF_MADE)).toEqual(INTACT);
  });

  it.each<[string, Uint8Array, readonly string[]]>([
    ['a byte of its quantisation table', changedAt(SELF_MADE, SELF_MADE.length - 90), ['valid', 'failed', 'declared']],
    ['the number in its label', replaced('st-0001', 'st-0002'), ['failed', 'valid', 'declared']],
    ['its segments', replaced(TABLES, COMMENT + TABLES), ['valid', 'failed', 'declared']],
  ])('is declared with %s changed', async (_, medium, states) => {
    expect(await statesOf(medium)).toEqual(states);
  });
});

function changedAt(medium: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(medium);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('an RSA signature', () => {
  const { privateKey, publicKey: rsaKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = rsaKey.export({ format: 'der', type: 'spki' }).toString('hex');
  const ofLabel = '"Label":"1","ContentProducer":"x","ProduceID":"y"';
  const label = (over: string, signed: string, key = spki): string => {
    const signature = rsaSign('sha256', Buffer.from(signed), privateKey).toString('hex');
    const entries = [
      { Type: 'DS', AlgID: RSA_OID, TBSData: { Type: over }, Signature: signature },
      { Type: 'PubKey', AlgID: RSA_OID, KeyValue: key },
    ];
    return `{${ofLabel},"ReservedCode1":${JSON.stringify({ SecurityData: { Type: 'TC260PG', PubSd: entries } })}}`;
  };

  it.each([
    ['over a message that is known is checked', label('Md', ofLabel), ['valid', 'none', 'declared']],
    ['over another text fails, and is not called so', label('Md', 'x'), ['failed', 'none', 'declared']],
    ['over what is not known is not checked', label('Content', ofLabel), ['unsupported', 'none', 'declared']],
    ['of no key is not checked', label('Md', ofLabel, 'ab'), ['unsupported', 'none', 'declared']],
  ])('%s', async (_, text, states) => {
    expect(await statesOf(inPng(text))).toEqual(states);
  });
});

const RSA_OID = '1.2.840.113549.1.1.11';

describe('what is told', () => {
  it.each<[string, Uint8Array, readonly string[]]>([
    ['of an intact label', picture(), ["The label's text is as signed.", 'The content is as signed.']],
    [
      'of a label alone',
      labelledPicture(signedLabel()),
      [
        "The label's text is as signed.",
        'The content is not covered: label and signature can be copied to another file.',
      ],
    ],
    [
      'of another content',
      withComment(),
      ["The label's text is as signed.", 'The content does not fit the signature.'],
    ],
    [
      'of another text under a key that is not known',
      swapped('"ProduceID":"t-0001"', '"ProduceID":"t-0002"'),
      ["The label's signature cannot be checked.", 'The content is as signed.'],
    ],
    [
      'of another text under a known key',
      inPng(STEPFUN_LABEL.replace('142569260085903360', '1')),
      ["The label's text does not fit its signature.", 'The key is known from other files of StepFun.'],
    ],
  ])('%s is in sentences', async (_, medium, sentences) => {
    expect((await checkOf(medium))?.detail).toEqual(sentences);
  });

  it('stands in the finding, with the name of the list under which it is verified', async () => {
    const source = bufferSource(picture());
    const { report, evidence } = await examine(source, { input: 'a.jpg' });
    const trustedKeys = [{ name: 'Ours', key: KEY_FORMS['x and y']?.(publicKey(PRIVATE_KEY)) ?? '' }];
    const checks = await checkSecurityData(evidence, { container: report.container, source }, { trustedKeys });
    const [finding] = report.findings;
    const check = finding && checks.get(finding);
    expect(finding && check && checkedFinding(finding, check)).toEqual({
      ...finding,
      assurance: 'verified',
      who: 'Ours',
      labelSignature: 'valid',
      contentBinding: 'valid',
      detail: ["The label's text is as signed.", 'The content is as signed.'],
    });
  });

  it('is nothing of labels without security data', async () => {
    expect(await checkOf(inPng('{"Label":"1","ContentProducer":"x","ProduceID":"y","ReservedCode1":"ab"}'))).toBe(
      undefined,
    );
  });

  it('costs four signatures a medium at most', async () => {
    const source = bufferSource(picture());
    const { report, evidence } = await examine(source, { input: 'a.jpg' });
    const three = evidence.flatMap((one) =>
      [one, one, one].map(({ finding, ...rest }) => ({ ...rest, finding: { ...finding } })),
    );
    const checks = await checkSecurityData(three, { container: report.container, source });
    expect([...checks.values()].map(({ labelSignature, contentBinding }) => [labelSignature, contentBinding])).toEqual([
      ['valid', 'valid'],
      ['valid', 'valid'],
      ['unsupported', 'unsupported'],
    ]);
  });
});
