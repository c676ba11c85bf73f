import type { LabelStatus } from '../../../report';
import type { Hit, Service } from '../hit';
import { nestedObjects, valuesNamed } from '../nested-objects';
import { at, commentsOf, keyed, type Text } from '../texts';

const INFO = 'aigc_info';
const INFO_KEY = keyed('mp4', INFO);
const PLACES = [keyed('exif', 'ImageDescription'), keyed('exif', 'UserComment'), ...commentsOf('mp4'), INFO_KEY];

const DREAMINA = ['dreamina', 'dreamina_oversea'];

interface Product {
  readonly tool: string;
  /** `generator`: made to generate, so that its name is a label, though none that says that it did. */
  readonly kind: 'generator' | 'editor';
}

const PRODUCTS: ReadonlyMap<string, Product> = new Map([
  ['dreamina', { tool: 'Dreamina (即梦)', kind: 'generator' }],
  ['dreamina_oversea', { tool: 'Dreamina (即梦)', kind: 'generator' }],
  ['doubao', { tool: 'Doubao (豆包)', kind: 'generator' }],
  ['xinghui', { tool: 'Xinghui (星绘)', kind: 'generator' }],
  ['aweme', { tool: 'Douyin (抖音)', kind: 'editor' }],
  ['retouch', { tool: 'Xingtu (醒图)', kind: 'editor' }],
  ['lv', { tool: 'CapCut (剪映)', kind: 'editor' }],
  ['capcut', { tool: 'CapCut', kind: 'editor' }],
]);

/**
 * What ByteDance's apps export: a JSON object, in parts as JSON in strings, with `product`, `exportType` and
 * `aigc_info` (`{"aigc_label_type":N}`, `{"aigc_type":N}`), in EXIF or in the comment of an MP4; its editor writes
 * `aigc_info` as a key of MP4 by itself. Generated: Dreamina's `exportType` is `generation`, `aigc_label_type` is 1 or
 * 2, or Douyin's `aigc_type` is 1. `aigc_label_type` 0 says nothing (it stands beside `generation`), and is not the
 * `Label` of GB 45438. Source: three files of Dreamina; a reader that lists the products.
 */
export const byteDance: Service = {
  where: PLACES,
  match: (texts, overLimit) =>
    PLACES.flatMap((address) => at(texts, address).flatMap((text) => ofText(text, address === INFO_KEY, overLimit))),
};

function ofText({ place, value }: Text, isInfo: boolean, overLimit: Set<string>): readonly Hit[] {
  // Comments hold ComfyUI's graphs of megabytes, too: those need not be parsed for this.
  if (!isInfo && !value.includes('product') && !value.includes(INFO)) return [];
  const objects = nestedObjects(value, place, overLimit);
  const [info] = objects.filter(({ name }) => name === INFO || isInfo);
  const firstText = (name: string): string => textOf(valuesNamed(objects, name)[0]);
  const said: Export = {
    product: firstText('product'),
    exportType: firstText('exportType'),
    labelType: info?.object.aigc_label_type,
    type: info?.object.aigc_type,
  };
  const status = statusOf(said);
  if (status === undefined) return [];
  return [
    { place, status, tool: PRODUCTS.get(said.product.toLowerCase())?.tool ?? 'ByteDance', fields: fieldsOf(said) },
  ];
}

interface Export {
  readonly product: string;
  readonly exportType: string;
  readonly labelType: unknown;
  readonly type: unknown;
}

function statusOf({ product, exportType, labelType, type }: Export): LabelStatus | undefined {
  const name = product.toLowerCase();
  const isGeneration = DREAMINA.includes(name) && exportType.toLowerCase() === 'generation';
  const isLabelled = [1, 2].some((value) => isNumber(labelType, value));
  if (isGeneration || isLabelled || (name === 'aweme' && isNumber(type, 1))) return 'ai-generated';
  return PRODUCTS.get(name)?.kind === 'generator' ? 'labelled-other' : undefined;
}

/** Some writers put numbers in strings. */
const isNumber = (value: unknown, wanted: number): boolean => value === wanted || value === String(wanted);

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Numbers of users and works stay in the file. */
const fieldsOf = ({ product, exportType, labelType, type }: Export): Hit['fields'] => ({
  ...(product === '' ? {} : { product }),
  ...(exportType === '' ? {} : { exportType }),
  ...(isScalar(labelType) ? { aigc_label_type: String(labelType) } : {}),
  ...(isScalar(type) ? { aigc_type: String(type) } : {}),
});

const isScalar = (value: unknown): boolean => /^\d{1,3}$/.test(String(value));
