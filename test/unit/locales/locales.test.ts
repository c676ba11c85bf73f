import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { beforeEach, describe, expect, it } from 'vitest';
import { findingAssurance } from '@/components/assurance-text';
import { FIELD_KEYS, fieldName } from '@/components/field-text';
import { deviationSentence, REASON_CODES, reasonSentence } from '@/components/reason-text';
import {
  errorName,
  errorSentence,
  headline,
  markMeaning,
  markName,
  markShort,
  statusMeaning,
  statusName,
  statusShort,
} from '@/components/status-text';
import { DEVIATIONS, DEVIATIONS_OF_KEYS } from '@/utils/engine/marks/gb45438/deviations';
import { ASSURANCES, ERROR_CODES, LABEL_CHECKS, MARKS, STATUSES } from '@/utils/engine/report';
import { finding, report, unreadable } from '../components/reports';
import { type Locale, localeFile, speak } from '../components/words';

type Message = Awaited<ReturnType<typeof parseMessagesFile>>[number];

const english = await parseMessagesFile(localeFile('en'));
const chinese = await parseMessagesFile(localeFile('zh_CN'));

const id = ({ key }: Message): string => key.join('.');
const forms = (message: Message): Readonly<Record<string, string>> =>
  message.type === 'plural' ? message.plurals : { text: message.message };
const holes = (text: string): readonly string[] => [...new Set(text.match(/\$\d/g) ?? [])].sort();
const texts = (messages: readonly Message[]): readonly (readonly [id: string, text: string])[] =>
  messages.flatMap((message) => Object.values(forms(message)).map((text) => [id(message), text] as const));

describe('the two languages', () => {
  it('have the same sentences', () => {
    expect(chinese.map(id).sort()).toEqual(english.map(id).sort());
  });

  it('have the same plural forms and the same substitutions', () => {
    const shape = (messages: readonly Message[]) =>
      Object.fromEntries(
        messages.map((message) => [
          id(message),
          { forms: Object.keys(forms(message)).sort(), holes: holes(Object.values(forms(message)).join(' ')) },
        ]),
      );
    expect(shape(chinese)).toEqual(shape(english));
  });

  it('leave no sentence empty', () => {
    expect([...texts(english), ...texts(chinese)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('keep the separator of plural forms out of every sentence', () => {
    expect([...texts(english), ...texts(chinese)].filter(([, text]) => text.includes(' | '))).toEqual([]);
  });
});

describe('words that the program does not use', () => {
  it('of English are nowhere', () => {
    const judged = /\b(?:real|fake[ds]?|authentic(?:ity)?|genuine|safe|danger(?:ous)?|warnings?)\b|\d ?%/i;
    expect(texts(english).filter(([, text]) => judged.test(text))).toEqual([]);
  });

  it('of truth stand once, where they are denied', () => {
    expect(
      texts(english)
        .filter(([, text]) => /\btrue\b/i.test(text))
        .map(([key]) => key),
    ).toEqual(['assurance.meansNot']);
  });

  it('of Chinese stand only in the statements that the law words so', () => {
    const left = texts(chinese).map(([key, text]) => [
      key,
      ALLOWED[key] === undefined ? text : text.replace(ALLOWED[key], ''),
    ]);
    expect(left.filter(([, text]) => /[真假伪]|造假/.test(text ?? ''))).toEqual([]);
  });

  /** 真实 of the good-faith statement, 虚假 of the law on knowingly false notices. */
  const ALLOWED: Readonly<Record<string, string>> = { 'notice.bonaFide': '真实', 'notice.abuse': '虚假' };

  it('are not shouted, and Chinese keeps its own punctuation', () => {
    expect([...texts(english), ...texts(chinese)].filter(([, text]) => /[!！]/.test(text))).toEqual([]);
    expect(texts(chinese).filter(([, text]) => /\p{Script=Han} ?[,;?]|\p{Script=Han}\.(?!\w)/u.test(text))).toEqual([]);
    expect(texts(chinese).filter(([, text]) => /[Ａ-Ｚａ-ｚ]/.test(text))).toEqual([]);
  });
});

describe.each<Locale>(['en', 'zh_CN'])('everything that a report can say has words in %s', (locale) => {
  beforeEach(() => speak(locale));

  it('statuses', () => {
    for (const status of STATUSES) {
      const said = [
        statusShort(status),
        statusName(status),
        statusMeaning(status),
        headline({ ...report([]), verdict: { status, assurance: null, disagreement: false } }),
      ];
      expect(
        said.filter((text) => text === ''),
        status,
      ).toEqual([]);
    }
  });

  it('assurances', () => {
    for (const assurance of ASSURANCES) {
      const { short, name, sentence } = findingAssurance(finding({ assurance }));
      expect(
        [short, name, sentence].filter((text) => text === ''),
        assurance,
      ).toEqual([]);
    }
  });

  it('marks', () => {
    for (const mark of MARKS) {
      expect(
        [markShort(mark), markName(mark), markMeaning(mark)].filter((text) => text === ''),
        mark,
      ).toEqual([]);
    }
  });

  it('errors', () => {
    for (const code of ERROR_CODES) {
      const { error } = unreadable(code, 'The server answered 404.');
      expect(error && [errorName(error), errorSentence(error)].filter((text) => text === ''), code).toEqual([]);
    }
  });

  it('label checks', () => {
    const ids = new Set((locale === 'en' ? english : chinese).map(id));
    for (const check of LABEL_CHECKS) {
      expect(ids).toContain(`check.${check.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`);
    }
  });

  it('reason codes and deviations', () => {
    for (const code of REASON_CODES) expect(reasonSentence(code), code).toMatch(/./);
    const deviations = [...DEVIATIONS, ...DEVIATIONS_OF_KEYS.map((code) => `${code}:Label`)];
    for (const code of deviations) expect(deviationSentence(code), code).toMatch(/./);
  });

  it('fields of findings', () => {
    for (const key of FIELD_KEYS) expect(fieldName(key), key).toMatch(/./);
  });
});
