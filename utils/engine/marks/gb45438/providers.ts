/**
 * Companies by the code or the name that their labels give. A code names who it is registered to, never a model, and
 * anybody can write it.
 */
import { subjectOf } from './provider-code';

/** Unified social credit codes met in real labels, with the service that wrote them. */
const BY_CREDIT_CODE: ReadonlyMap<string, string> = new Map([
  ['91110102MACQD9K640', 'ByteDance (Doubao)'],
  ['9144030008867405X2', 'ByteDance (Jimeng)'],
  ['91110108MA01R70K8D', 'ByteDance (Volcano Engine)'],
  ['91440101MA9Y9T4H7A', 'Alibaba (Qwen)'],
  ['91330106MA2CFLDG4R', 'Alibaba (Tongyi)'],
  ['91110108335469089C', 'Kuaishou (Kling)'],
  ['91440300708461136T', 'Tencent'],
  ['91110000802100433B', 'Baidu'],
  ['91110108MACC4D63XF', 'ShengShu (Vidu)'],
  ['91440300MA5G49LC9K', 'Honor'],
  ['91340100MAEB4N8H76', 'RunningHub'],
  ['91110105MACJ6K1C8A', 'LiblibAI'],
  ['91310104MACE0YX639', 'StepFun'],
]);

/** Names in place of a code, which are lawful (Labelling Measures art. 5); compared whole, in lower case. */
const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['doubao', 'ByteDance (Doubao)'],
  ['kling', 'Kuaishou (Kling)'],
  ['minimax', 'MiniMax'],
  ['minimax agent ai', 'MiniMax'],
  ['picwish', 'PicWish'],
  ['runninghub', 'RunningHub'],
  ['腾讯云', 'Tencent (Tencent Cloud)'],
  ['zhihu', 'Zhihu'],
]);

/** The company that a `ContentProducer` or `ContentPropagator` stands for; `undefined` for those nobody here knows. */
export function providerName(value: string): string | undefined {
  const subject = subjectOf(value);
  const byCode = subject?.kind === 'organisation' ? BY_CREDIT_CODE.get(subject.creditCode) : undefined;
  return byCode ?? BY_NAME.get(value.trim().toLowerCase());
}
