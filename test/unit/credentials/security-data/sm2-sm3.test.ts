import { createHash } from 'node:crypto';
import { BitString } from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bytesOf, membersOf, readDer } from '@/utils/credentials/der';
import { readKey } from '@/utils/credentials/security-data/keys';
import { readSm2Signature } from '@/utils/credentials/security-data/signatures';
import { identityHash, isSm2Signature, keyAt, type Sm2Key } from '@/utils/credentials/security-data/sm2';
import { Sm3, sm3 } from '@/utils/credentials/security-data/sm3';
import { hex } from '@/utils/engine/bytes';
import { fromHex, utf8 } from '../../engine/byte-builders';
import { derHex, ORDER, PRIVATE_KEY, publicKey, sign } from './signer';

describe('SM3', () => {
  it.each([
    ['', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('of %j is the standard’s', (text, digest) => {
    expect(hex(sm3(utf8(text)))).toBe(digest);
  });

  it('does not depend on where its input is cut', () => {
    const input = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(input, input, (first, second) => {
        const whole = sm3(Uint8Array.of(...first, ...second));
        expect(hex(new Sm3().update(first).update(second).digest())).toBe(hex(whole));
        expect(hex(new Sm3().update(first).clone().update(second).digest())).toBe(hex(whole));
      }),
    );
  });

  it('is the digest that OpenSSL makes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_000 }), (input) => {
        expect(hex(sm3(input))).toBe(createHash('sm3').update(input).digest('hex'));
      }),
    );
  });
});

const keyOf = (text: string): Sm2Key => {
  const key = readKey(text);
  if (key?.kind !== 'sm2') throw new Error('This is no key.');
  return key.points[0];
};

const verifies = (key: string, message: Uint8Array, signature: string): boolean => {
  const numbers = readSm2Signature(signature);
  return numbers !== undefined && isSm2Signature(keyOf(key), message, numbers);
};

/** Facts of public files and of keys made for the purpose (gb45438.md 5.4, 5.5). */
const STEPFUN =
  '3059301306072A8648CE3D020106082A811CCF5501822D034200045728F08C58D9C72150A705693EF7337859F8FF216E802630041AFAE5C036F0A67CB1FDF8C57F5F8B623284AE09E4E545464B7140B26BBDA51BAE965F854C57AA';
const MINIMAX = '00a0b3b0b6a0c9b0c89cab328342af4e8221ec5b40799cbe835ab4251f7b47e4fd';
const OWN =
  '04bdb5c193b86bd0c430a853de3294d77b93c17bc1828856b232e71bad83886d22c6536978103b7c14409abc4b03362fe8f1b78e946c5438fe68e6bcb76fdab685';
const message = (producer: string, id: string): string =>
  `"Label":"1","ContentProducer":"${producer}","ProduceID":"${id}"`;

interface Vector {
  readonly name: string;
  readonly key: string;
  readonly text: string;
  readonly signature: string;
  readonly isPreHashed: boolean;
}

const VECTORS: readonly Vector[] = [
  {
    name: 'StepFun A',
    key: STEPFUN,
    text: message('001191310104MACE0YX63918020', '142569260085903360'),
    signature:
      '3046022100AE6B84B3342128AE301A597596FCD9EECF3EA0FC2DB6C250BAF234E167298E9002210097223ABB647B786A90D0A1B93CB9382EA879563B2C7F025FA006BE16AE926C14',
    isPreHashed: true,
  },
  {
    name: 'StepFun B',
    key: STEPFUN,
    text: message('001191310104MACE0YX63918020', '147392816552226816'),
    signature:
      '3045022100E816A5872275AE5414E7E0FD3D9B2C30F7B7FD68609D6486A38DF7CFAA1417B902201A510FBBE50819BAFF1FCC7B8527FF23CD40447D41A6776E6BCF1F773AE0DBBC',
    isPreHashed: true,
  },
  {
    name: 'a label of MiniMax',
    key: MINIMAX,
    text: message('MiniMax', '063e42af812fc746908fe625f974a6a4'),
    signature:
      '39f4584e0353d9ea000450b558a914cb4e43f2745d8570ce6041f18440522bdeb42be642ee27ef3758e2edfd329ae9b5b81629d600b5c8c365174e5c4847964f',
    isPreHashed: false,
  },
  {
    name: 'a binding of MiniMax',
    key: MINIMAX,
    text: '{"Type":"Hash","AlgID":"1.2.156.10197.1.401","TBSData":{"Type":""},"Signature":"50a5a35361880cf504970f5f0e5ac0287b8eac9c22e6cf23319fbf111e26e988"}',
    signature:
      '81fd40d815208167ab02e20189d1b9213dd0d881472938e1148670cae9925e5f41be48f47d0229707991ffd50c03a87fe537818872692f629a0c47784e24901a',
    isPreHashed: false,
  },
  {
    name: 'OpenSSL over the text',
    key: OWN,
    text: message('001191110102MACQD9K64010000', 't-0001'),
    signature:
      '30440220139420e5bc0f1c5e5c0c0fb84da289c8bf58ef9e3231b6a594485fc5b124034f022068cc23c1c93738fcc468001fa8e55583c234af89b6ad7ae4ee8522f19a970a47',
    isPreHashed: false,
  },
  {
    name: 'OpenSSL over its digest',
    key: OWN,
    text: message('001191110102MACQD9K64010000', 't-0001'),
    signature:
      '3045022100943e5489463bbd23b3fe23a018f24ed1a28aa4257444c622b5a60a1841728478022070f6e71adea81758261b69b19ca227aef0efe4a39f8b91a4467bc3ede89cad5f',
    isPreHashed: true,
  },
];

describe('SM2', () => {
  it.each(VECTORS)('takes the signature of $name, over that form of the text alone', (vector) => {
    const text = utf8(vector.text);
    expect(verifies(vector.key, text, vector.signature)).toBe(!vector.isPreHashed);
    expect(verifies(vector.key, sm3(text), vector.signature)).toBe(vector.isPreHashed);
  });

  it.each(VECTORS)('refuses the signature of $name over a text with one character changed', (vector) => {
    const changed = utf8(vector.text.replace(/(.)("\}?)$/, (_, last, end) => `${last === '1' ? '2' : '1'}${end}`));
    expect(verifies(vector.key, changed, vector.signature)).toBe(false);
    expect(verifies(vector.key, sm3(changed), vector.signature)).toBe(false);
  });

  it('binds a signature to its key as the standard says (Z)', () => {
    expect(hex(identityHash(keyOf(STEPFUN)))).toBe('2f03373706969a156a78156cfa97e7d278dcb906c8ffbd1dbeecd874cc4c2313');
  });

  it('takes what OpenSSL signed a certificate with', () => {
    const [body, , signature] = membersOf(readDer(CERTIFICATE));
    const numbers =
      signature instanceof BitString ? readSm2Signature(hex(signature.valueBlock.valueHexView)) : undefined;
    expect(body && numbers && isSm2Signature(keyOf(hex(CERTIFICATE)), bytesOf(body), numbers)).toBe(true);
  });

  const text = utf8('a text');
  const key = publicKey(PRIVATE_KEY);
  const { r, s } = sign(PRIVATE_KEY, text);

  it.each([
    ['r is 0', { r: 0n, s }],
    ['s is 0', { r, s: 0n }],
    ['r is the order too large', { r: r + ORDER, s }],
    ['s is the order too large', { r, s: s + ORDER }],
    ['r is the order', { r: ORDER, s }],
    ['r and s cancel each other', { r, s: ORDER - r }],
    ['they are exchanged', { r: s, s: r }],
  ])('refuses numbers where %s', (_, numbers) => {
    expect(isSm2Signature(key, text, { r, s })).toBe(true);
    expect(isSm2Signature(key, text, numbers)).toBe(false);
  });

  it('knows which points are on the curve', () => {
    expect(keyAt(key.x, key.y)?.equals(key)).toBe(true);
    expect(keyAt(key.x, key.y + 1n)).toBeUndefined();
    expect(keyAt(0n, 0n)).toBeUndefined();
    expect(keyAt(key.x + FIELD, key.y)).toBeUndefined();
  });
});

const FIELD = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;

/** Self-signed, made with OpenSSL 3.0.19 for these tests. */
const CERTIFICATE = fromHex(
  '3082018230820127a00302010202144af7bcf38ac79346d25b6697823eb24870b25433300a06082a811ccf5501837530163114301206035504030c0b54657374207369676e6572301e170d3236313132363130303832365a170d3336313132333130303832365a30163114301206035504030c0b54657374207369676e65723059301306072a8648ce3d020106082a811ccf5501822d0342000403acb20a3879ed2d8cff3fb9fec98dec473fefcff5601342248ede2f7e797afcd7ccf5ea2b923a66741d593e82fa75bad8d97bb4ca70c38da32a2c795def6f98a3533051301d0603551d0e04160414fd392a0670041358e11ee65399d61a013e65a251301f0603551d23041830168014fd392a0670041358e11ee65399d61a013e65a251300f0603551d130101ff040530030101ff300a06082a811ccf550183750349003046022100f6de18c38740605a6381efdd4a01798d675c06fd7e6bdc9cad4894b9f0426468022100d697091853732fb1acd9430615f5d55c1693e58bb1a14af854ef7fd50fd05fe0',
);

describe('a key', () => {
  const { x, y } = publicKey(PRIVATE_KEY);
  const [x32, y32] = [x, y].map((value) => value.toString(16).padStart(64, '0'));
  const other = (FIELD - y).toString(16).padStart(64, '0');

  it.each([
    ['x behind 00', `00${x32}`, 2],
    ['x alone', x32, 2],
    ['x and y', `${x32}${y32}`, 1],
    ['an uncompressed point', `04${x32}${y32}`, 1],
    ['an uncompressed point in capitals', `04${x32}${y32}`.toUpperCase(), 1],
    ['a compressed point', `0${2n + (y & 1n)}${x32}`, 1],
    ['key information', `3059301306072a8648ce3d020106082a811ccf5501822d03420004${x32}${y32}`, 1],
    [
      'key information with a compressed point',
      `3039301306072a8648ce3d020106082a811ccf5501822d0322000${2n + (y & 1n)}${x32}`,
      1,
    ],
  ])('is read from %s', (_, text = '', points) => {
    const read = readKey(text);
    expect(read?.kind === 'sm2' ? read.points.length : 0).toBe(points);
    expect(read?.kind === 'sm2' && read.points.some((point) => point.x === x && point.y === y)).toBe(true);
  });

  it('of x alone is the point of the even y first', () => {
    const read = readKey(MINIMAX);
    expect(read?.kind === 'sm2' && read.points.map((point) => point.y & 1n)).toEqual([0n, 1n]);
    expect(read?.kind === 'sm2' && read.points[0].y.toString(16)).toBe(
      '811a52de4f51d455f47a34d1d9208e85c4771283ba00416c6125b796199a30f0',
    );
  });

  it('is read out of a certificate', () => {
    expect(keyOf(hex(CERTIFICATE)).x.toString(16).padStart(64, '0')).toBe(
      '03acb20a3879ed2d8cff3fb9fec98dec473fefcff5601342248ede2f7e797afc',
    );
  });

  it.each([
    ['a point with the other half’s y plus one', `04${x32}${other.slice(0, -1)}${other.endsWith('0') ? '1' : '0'}`],
    ['a mark of no form', `05${x32}${y32}`],
    ['x on no point', `00${'0'.repeat(63)}4`],
    ['x beyond the field', `00${'f'.repeat(64)}`],
    ['one byte too few', `04${x32}${y32}`.slice(0, -2)],
    ['half a byte', `04${x32}${y32}`.slice(0, -1)],
    ['key information of another curve', `3059301306072a8648ce3d020106082a8648ce3d03010703420004${x32}${y32}`],
    ['key information cut off', `3059301306072a8648ce3d020106082a811ccf5501822d03420004${x32}`],
    ['Base64', 'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE'],
    ['nothing', ''],
    ['more digits than are read', '00'.repeat(5_000)],
  ])('is not read from %s', (_, text) => {
    expect(readKey(text)).toBeUndefined();
  });
});

describe('a signature', () => {
  const numbers = sign(PRIVATE_KEY, utf8('a text'));

  it('is read as DER in either case', () => {
    expect(readSm2Signature(derHex(numbers))).toEqual(numbers);
    expect(readSm2Signature(derHex(numbers).toLowerCase())).toEqual(numbers);
  });

  it.each([
    ['with a byte behind it', `${derHex(numbers)}00`],
    ['of one number', '3003020101'],
    ['of three numbers', '3009020101020101020101'],
    ['of numbers longer than the curve’s', `30270222${'01'.repeat(34)}020101`],
    ['of other types', '3006040101040101'],
    ['of another length', 'ab'.repeat(63)],
  ])('%s is none', (_, text) => {
    expect(readSm2Signature(text)).toBeUndefined();
  });
});

test('DER is read to the byte, and bytes that are none are nothing', () => {
  const whole = fromHex(derHex(sign(PRIVATE_KEY, utf8('a text'))));
  expect(membersOf(readDer(whole))).toHaveLength(2);
  expect(readDer(Uint8Array.of(...whole, 0))).toBeUndefined();
  expect(readDer(whole.subarray(0, -1))).toBeUndefined();
  // Deeper than any certificate.
  expect(readDer(new Uint8Array(20_000).fill(0x30))).toBeUndefined();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (input) => void readDer(input)));
});
