/** Whatever a label holds, the check ends, and nothing is found valid that nobody signed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSecurityData, type SecurityCheck } from '@/utils/credentials/security-data';
import { readKey } from '@/utils/credentials/security-data/keys';
import { readSecurityData } from '@/utils/credentials/security-data/security-data';
import { readSm2Signature } from '@/utils/credentials/security-data/signatures';
import { membersOf } from '@/utils/engine/marks/json';
import type { Finding } from '@/utils/engine/report';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { KEY_FORMS, labelledPicture, PICTURE, PRIVATE_KEY, publicKey, SM2_OID, SM3_OID, signedLabel } from './signer';

const finding: Finding = {
  mark: 'gb45438',
  status: 'ai-generated',
  assurance: 'declared',
  place: 'JPEG APP1 EXIF UserComment',
  fields: {},
  deviations: [],
};

const check = async (label: string, medium: Uint8Array): Promise<SecurityCheck | undefined> => {
  const evidence = [{ mark: 'gb45438', finding, members: membersOf(label) }] as const;
  return (await checkSecurityData(evidence, { container: 'jpeg', source: bufferSource(medium) })).get(finding);
};

const hexText = fc.oneof(
  fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.string(),
);
const keyText = fc.oneof(
  hexText,
  fc.constantFrom(...Object.values(KEY_FORMS)).map((form) => form(publicKey(PRIVATE_KEY))),
);
const entry = fc.record(
  {
    Type: fc.constantFrom('DS', 'PubKey', 'x'),
    AlgID: fc.constantFrom(SM2_OID, '1.2.840.113549.1.1.11', 'x'),
    TBSData: fc.oneof(fc.record({ Type: fc.constantFrom('Md', 'LabelMataData', 'Binding', 'x') }), fc.jsonValue()),
    Signature: hexText,
    KeyValue: keyText,
    KeyID: fc.oneof(fc.constantFrom('0', 1), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const securityData = fc.record(
  {
    Type: fc.constant('TC260PG'),
    PubSD: fc.oneof(fc.array(entry, { maxLength: 6 }), fc.jsonValue()),
    Bindings: fc.oneof(
      fc.tuple(fc.record({ Type: fc.constant('Hash'), AlgID: fc.constantFrom(SM3_OID, 'x'), Signature: hexText })),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: ['Type'] },
);

describe('security data of any content', () => {
  it('ends in a check that finds nothing valid', async () => {
    const label = securityData.map((data) => {
      const code = JSON.stringify({ SecurityData: data });
      return `{"Label":"1","ContentProducer":"x","ProduceID":"y","ReservedCode1":${JSON.stringify(code)}}`;
    });
    await fc.assert(
      fc.asyncProperty(label, async (text) => {
        expect(await check(text, labelledPicture(text))).toMatchObject({
          labelSignature: expect.not.stringMatching('^valid$'),
          contentBinding: expect.not.stringMatching('^valid$'),
          assurance: 'declared',
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is read from any text without an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => JSON.stringify(text)),
        ),
        (text) => {
          readSecurityData(text);
          readKey(text);
          readSm2Signature(text);
        },
      ),
    );
  });
});

describe('a label that was signed with its content', () => {
  const label = signedLabel({ content: PICTURE });
  const whole = labelledPicture(label);

  it('is intact no more with any one byte of its content changed', async () => {
    const behindLabel = whole.length - PICTURE.length + 20;
    const place = fc.integer({ min: behindLabel, max: whole.length - 3 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const medium = Uint8Array.from(whole);
        medium[at] = (medium[at] ?? 0) ^ change;
        expect((await check(label, medium))?.assurance).toBe('declared');
      }),
      { numRuns: 40 },
    );
  });

  it('is intact no more with any one character of what is signed changed', async () => {
    const signedText = /"ContentProducer":"selftest","ProduceID":"t-0001"/.exec(label);
    const start = signedText?.index ?? 0;
    const quoted = new Set(['"', ':', ',']);
    const place = fc.integer({ min: start, max: start + (signedText?.[0].length ?? 0) - 1 });
    await fc.assert(
      fc.asyncProperty(
        place.filter((at) => !quoted.has(label.charAt(at))),
        async (at) => {
          const other = `${label.slice(0, at)}${label.charAt(at) === 'z' ? 'y' : 'z'}${label.slice(at + 1)}`;
          expect((await check(other, labelledPicture(other)))?.labelSignature).not.toBe('valid');
        },
      ),
      { numRuns: 30 },
    );
  });
});
