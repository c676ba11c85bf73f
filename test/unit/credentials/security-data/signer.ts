/** Signs labels as MiniMax and StepFun do, with keys made here: the encoder that the check is tested against. */
import { createHash } from 'node:crypto';
import { toBytes32, toInteger } from '@/utils/credentials/security-data/hex';
import { identityHash, keyAt, type Sm2Key } from '@/utils/credentials/security-data/sm2';
import { sm3 } from '@/utils/credentials/security-data/sm3';
import { hex } from '@/utils/engine/bytes';
import { userCommentTiff } from '../../../fixtures/write/exif';
import { frame24, id3Tag, mp3Frame, txxx } from '../../engine/av-builders';
import { app1Exif, bytes, com, eoi, jfif, jpeg, segment, sos, utf8, zeros } from '../../engine/byte-builders';

/** GB/T 32918.5. */
export const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const GENERATOR: readonly [bigint, bigint] = [
  0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
];

/** Made for these tests (gb45438.md 5.5). */
export const PRIVATE_KEY = 0x3ca5dd2bdaef27ea7a5b556b9333dc94ff523453344be2cf45a6c759acb6edf9n;
export const OTHER_PRIVATE_KEY = 0x6bb33cf8c6e04e18c76e8f0e022478ae64dd5d530dcc0b22ed5944a56c5e3350n;

const timesGenerator = (scalar: bigint): Sm2Key => {
  const generator = keyAt(...GENERATOR);
  if (generator === undefined) throw new Error('The generator is no point of the curve.');
  return generator.multiplyUnsafe(scalar);
};

export const publicKey = (privateKey: bigint): Sm2Key => timesGenerator(privateKey);

const modulo = (value: bigint): bigint => ((value % ORDER) + ORDER) % ORDER;

const inverse = (value: bigint): bigint => {
  let [power, base, result] = [ORDER - 2n, modulo(value), 1n];
  for (; power > 0n; power >>= 1n, base = modulo(base * base)) if (power & 1n) result = modulo(result * base);
  return result;
};

/** GB/T 32918.2 6.1, the random number drawn from key and message. */
export const sign = (privateKey: bigint, message: Uint8Array): { readonly r: bigint; readonly s: bigint } => {
  const e = toInteger(sm3(identityHash(publicKey(privateKey)), message));
  const drawn = createHash('sha256').update(toBytes32(privateKey)).update(message).digest();
  const k = modulo(toInteger(drawn));
  const r = modulo(e + timesGenerator(k).x);
  const s = modulo(inverse(1n + privateKey) * (k - r * privateKey));
  return { r, s };
};

const hex32 = (value: bigint): string => hex(toBytes32(value));

const rawHex = ({ r, s }: { readonly r: bigint; readonly s: bigint }): string => hex32(r) + hex32(s);

/** Upper case, as StepFun writes it. */
export const derHex = ({ r, s }: { readonly r: bigint; readonly s: bigint }): string => {
  const integer = (value: bigint): string => {
    const digits = hex32(value).replace(/^(?:00)+(?=[0-7])/, '');
    const padded = /^[89a-f]/.test(digits) ? `00${digits}` : digits;
    return `02${(padded.length / 2).toString(16).padStart(2, '0')}${padded}`;
  };
  const body = integer(r) + integer(s);
  return `30${(body.length / 2).toString(16).padStart(2, '0')}${body}`.toUpperCase();
};

export const SM2_OID = '1.2.156.10197.1.501';
export const SM3_OID = '1.2.156.10197.1.401';

export const KEY_FORMS: Readonly<Record<string, (key: Sm2Key) => string>> = {
  'x behind 00': ({ x }) => `00${hex32(x)}`,
  'x alone': ({ x }) => hex32(x),
  'x and y': ({ x, y }) => hex32(x) + hex32(y),
  'an uncompressed point': ({ x, y }) => `04${hex32(x)}${hex32(y)}`,
  'a compressed point': ({ x, y }) => `0${2n + (y & 1n)}${hex32(x)}`,
  'key information': ({ x, y }) =>
    `3059301306072A8648CE3D020106082A811CCF5501822D03420004${hex32(x)}${hex32(y)}`.toUpperCase(),
};

export interface LabelOptions {
  readonly label?: string;
  readonly producer?: string;
  readonly produceId?: string;
  readonly privateKey?: bigint;
  readonly bindingKey?: bigint;
  /** What the key entry says, where it is not the signer's own key. */
  readonly keyValue?: string;
  readonly keyForm?: keyof typeof KEY_FORMS;
  readonly signature?: (signature: { readonly r: bigint; readonly s: bigint }) => string;
  readonly isPreHashed?: boolean;
  readonly over?: string;
  /** The file that is bound; none: the label alone is signed. */
  readonly content?: Uint8Array;
  /** Changes `Bindings[0]` after it was signed. */
  readonly alterBinding?: (binding: string) => string;
  readonly isNested?: boolean;
}

/** The text of `ReservedCode1`, as an object. */
const securityText = ({
  label = '1',
  producer = 'selftest',
  produceId = 't-0001',
  privateKey = PRIVATE_KEY,
  bindingKey = privateKey,
  keyForm = 'x and y',
  keyValue = KEY_FORMS[keyForm]?.(publicKey(privateKey)) ?? '',
  signature = rawHex,
  isPreHashed = false,
  over = 'LabelMataData',
  content,
  alterBinding = (binding) => binding,
}: LabelOptions): string => {
  const ofLabel = utf8(`"Label":"${label}","ContentProducer":"${producer}","ProduceID":"${produceId}"`);
  const entry = (type: string, by: bigint, message: Uint8Array): string =>
    JSON.stringify({
      Type: 'DS',
      AlgID: SM2_OID,
      TBSData: { Type: type },
      Signature: signature(sign(by, isPreHashed ? sm3(message) : message)),
    });
  const binding =
    content && JSON.stringify({ Type: 'Hash', AlgID: SM3_OID, TBSData: { Type: '' }, Signature: hex(sm3(content)) });
  const entries = [
    entry(over, privateKey, ofLabel),
    ...(binding === undefined ? [] : [entry('Binding', bindingKey, utf8(binding))]),
    JSON.stringify({ Type: 'PubKey', AlgID: SM2_OID, TBSData: { Type: '' }, KeyValue: keyValue }),
  ];
  const bindings = binding === undefined ? '' : `,"Bindings":[${alterBinding(binding)}]`;
  return `{"SecurityData":{"Type":"TC260PG","Version":1,"PubSD":[${entries.join(',')}]${bindings}}}`;
};

/** A label that says what `options` say, with its security data. */
export const signedLabel = (options: LabelOptions = {}): string => {
  const security = securityText(options);
  const { label = '1', producer = 'selftest', produceId = 't-0001' } = options;
  const code = options.isNested === true ? security : JSON.stringify(security);
  return `{"Label":"${label}","ContentProducer":"${producer}","ProduceID":"${produceId}","ReservedCode1":${code},"ContentPropagator":"","PropagateID":"","ReservedCode2":""}`;
};

const QUANTISATION = segment(0xdb, [0], zeros(64).fill(7));

export const PICTURE = jpeg([jfif(), QUANTISATION, sos(), eoi()]);
const SOUND_TAIL = bytes(mp3Frame(), mp3Frame());
const ENCODER_FRAME = frame24('TSSE', bytes([3], 'Lavf59.27.100', [0]));
export const soundBefore = (tail: Uint8Array): Uint8Array => bytes(id3Tag(4, [ENCODER_FRAME, zeros(10)]), tail);
export const SOUND = soundBefore(SOUND_TAIL);

/** Each rebuilds its medium around a label, in the places where MiniMax puts it. */
export const labelledPicture = (label: string, ...further: readonly Uint8Array[]): Uint8Array =>
  jpeg([jfif(), app1Exif(userCommentTiff(`{"AIGC":${label}}`)), ...further, QUANTISATION, sos(), eoi()]);

export const labelledSound = (label: string, tail: Uint8Array = SOUND_TAIL): Uint8Array =>
  bytes(id3Tag(4, [txxx('AIGC', label), ENCODER_FRAME, zeros(10)]), tail);

export const comment = (): Uint8Array => com('one segment more');

/** Labels of public files, rebuilt from their facts (gb45438.md 5.4). */
const entry = (type: string, signature: string): object => ({
  Type: 'DS',
  AlgID: SM2_OID,
  TBSData: type === 'Binding' ? { Type: type, BType: '0' } : { Type: type },
  Signature: signature,
});
const labelOf = (producer: string, id: string, security: object): string =>
  JSON.stringify({ Label: '1', ContentProducer: producer, ProduceID: id, ReservedCode1: JSON.stringify(security) });

export const MINIMAX_LABEL = labelOf('MiniMax', '063e42af812fc746908fe625f974a6a4', {
  SecurityData: {
    Type: 'TC260PG',
    Version: 1,
    PubSD: [
      entry(
        'LabelMataData',
        '39f4584e0353d9ea000450b558a914cb4e43f2745d8570ce6041f18440522bdeb42be642ee27ef3758e2edfd329ae9b5b81629d600b5c8c365174e5c4847964f',
      ),
      entry(
        'Binding',
        '81fd40d815208167ab02e20189d1b9213dd0d881472938e1148670cae9925e5f41be48f47d0229707991ffd50c03a87fe537818872692f629a0c47784e24901a',
      ),
      {
        Type: 'PubKey',
        AlgID: SM2_OID,
        TBSData: { Type: '' },
        KeyValue: '00a0b3b0b6a0c9b0c89cab328342af4e8221ec5b40799cbe835ab4251f7b47e4fd',
      },
    ],
    Bindings: [
      {
        Type: 'Hash',
        AlgID: SM3_OID,
        TBSData: { Type: '' },
        Signature: '50a5a35361880cf504970f5f0e5ac0287b8eac9c22e6cf23319fbf111e26e988',
      },
    ],
  },
});

export const STEPFUN_LABEL = labelOf('001191310104MACE0YX63918020', '142569260085903360', {
  SecurityData: {
    Type: 'TC260PG',
    Version: 1,
    PubSD: [
      entry(
        'LabelMataData',
        '3046022100AE6B84B3342128AE301A597596FCD9EECF3EA0FC2DB6C250BAF234E167298E9002210097223ABB647B786A90D0A1B93CB9382EA879563B2C7F025FA006BE16AE926C14',
      ),
      {
        Type: 'PubKey',
        AlgID: SM2_OID,
        KeyValue:
          '3059301306072A8648CE3D020106082A811CCF5501822D034200045728F08C58D9C72150A705693EF7337859F8FF216E802630041AFAE5C036F0A67CB1FDF8C57F5F8B623284AE09E4E545464B7140B26BBDA51BAE965F854C57AA',
      },
    ],
  },
});
