import { describe, expect, it } from 'vitest';
import { bindingMessages, labelMessages } from '@/utils/credentials/security-data/messages';
import { readSecurityData, securityDataOf } from '@/utils/credentials/security-data/security-data';
import { membersOf } from '@/utils/engine/marks/json';

const object = (content: string): string => `{"SecurityData":{"Type":"TC260PG",${content}}}`;
const FULL = object(
  '"Version":1,"PubSD":[{"Type":"DS","AlgID":"a","TBSData":{"Type":"Md"},"Signature":"b","KeyID":"k"},{"Type":"PubKey","KeyValue":"c","KeyID":"k"}],"Bindings":[ {"Type":"Hash", "AlgID":"d","Signature":"e"},{"Type":"Hash"}]',
);

describe('security data', () => {
  it.each([
    ['a string that holds it', JSON.stringify(FULL)],
    ['the object itself', FULL],
  ])('is read from %s', (_, written) => {
    expect(readSecurityData(written)).toEqual({
      signatures: [{ algorithm: 'a', over: 'Md', signature: 'b', keyId: 'k' }],
      keys: [{ value: 'c', keyId: 'k' }],
      binding: { text: '{"Type":"Hash", "AlgID":"d","Signature":"e"}', algorithm: 'd', hash: 'e' },
    });
  });

  it('has entries under Honor’s spelling too, and keys without a number', () => {
    const read = readSecurityData(object('"PubSd":[{"Type":"DS","TBSData":{"Type":"Content"}},{"Type":"PubKey"}]'));
    expect(read).toEqual({
      signatures: [{ algorithm: '', over: 'Content', signature: '', keyId: '0' }],
      keys: [{ value: '', keyId: '0' }],
    });
  });

  it.each([
    ['no entries', object('"Version":1')],
    ['entries that are no list', object('"PubSD":{"0":{"Type":"DS"}}')],
    ['entries that are no objects', object('"PubSD":[1,null,"DS",[]]')],
    ['entries of other types', object('"PubSD":[{"Type":"Cert"}]')],
    ['a binding that is none', object('"Bindings":[null]')],
    ['a binding without a value (Honor)', object('"Bindings":{"Value":null}')],
  ])('with %s holds nothing', (_, written) => {
    expect(readSecurityData(written)).toEqual({ signatures: [], keys: [] });
  });

  it('is not read beyond its limits', () => {
    const entries = (count: number): string => object(`"PubSD":[${Array(count).fill('{"Type":"DS"}').join(',')}]`);
    expect(readSecurityData(entries(40))?.signatures).toHaveLength(16);
    expect(readSecurityData(entries(6_000))).toBeUndefined();
    expect(readSecurityData(object(`"Bindings":${'['.repeat(20)}${']'.repeat(20)}`))).toBeUndefined();
  });

  it.each([
    ['nothing', '""'],
    ['null', 'null'],
    ['a digest', '"e862483430d978cbf828b8b24296ef9328d843a0"'],
    ['a signature without a key', '"3045022100aa"'],
    ['an identifier of a picture', '"djItNWU5"'],
    ['an object of something else', '{"SecurityData":{"Type":"TC260"}}'],
    ['a type that is no text', '{"SecurityData":{"Type":["TC260PG"]}}'],
    ['its inner object alone', '{"Type":"TC260PG","PubSD":[]}'],
    ['an object that is cut off', JSON.stringify(FULL.slice(0, -2))],
    ['a list', '[{"SecurityData":{"Type":"TC260PG"}}]'],
    ['a string in a string', JSON.stringify(JSON.stringify(FULL))],
  ])('is not %s', (_, written) => {
    expect(readSecurityData(written)).toBeUndefined();
  });

  it('is the producer’s where it has any, else the propagator’s', () => {
    const both = membersOf(`{"ReservedCode1":${FULL},"ReservedCode2":${object('"Version":2')}}`);
    expect(securityDataOf(both)).toMatchObject({ isProducers: true, data: { keys: [{ value: 'c' }] } });
    expect(securityDataOf(membersOf(`{"ReservedCode1":"","ReservedCode2":${FULL}}`))?.isProducers).toBe(false);
    expect(securityDataOf(membersOf('{"Label":"1"}'))).toBeUndefined();
  });
});

describe('the text that a label’s signature is over', () => {
  it.each([
    [
      'is cut out as it is written',
      '{"Label": "1", "ProduceID":"a\\/b" ,"ContentProducer":"\\u4e2d","ReservedCode1":""}',
      [
        '"Label":"1","ContentProducer":"\\u4e2d","ProduceID":"a\\/b"',
        '"Label":"1","ContentProducer":"中","ProduceID":"a/b"',
      ],
    ],
    [
      'has one spelling where nothing is escaped',
      '{"Label":"1","ContentProducer":"x","ProduceID":"y"}',
      ['"Label":"1","ContentProducer":"x","ProduceID":"y"'],
    ],
    [
      'has numbers as text',
      '{"Label":1,"ContentProducer":"x","ProduceID":7}',
      ['"Label":"1","ContentProducer":"x","ProduceID":"7"'],
    ],
    ['is not made up where a member is missing', '{"Label":"1","ContentProducer":"x"}', []],
    [
      'is not made up where a member stands twice',
      '{"Label":"1","Label":"2","ContentProducer":"x","ProduceID":"y"}',
      [],
    ],
    ['is not made up where a member is spelt otherwise', '{"label":"1","ContentProducer":"x","ProduceID":"y"}', []],
    ['is not made up where a member is null', '{"Label":"1","ContentProducer":null,"ProduceID":"y"}', []],
  ])('%s', (_, label, messages) => {
    expect(labelMessages(membersOf(label))).toEqual(messages);
  });

  it('of a binding is what stands there, then the same without white space', () => {
    expect(bindingMessages('{"b":1,"a":2}')).toEqual(['{"b":1,"a":2}']);
    expect(bindingMessages('{"b": 1, "a":2}')).toEqual(['{"b": 1, "a":2}', '{"b":1,"a":2}']);
  });
});
