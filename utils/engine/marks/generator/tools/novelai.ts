/** NovelAI: a JSON comment beside fields that name the service; its signature stands in the same comment. */
import { isObject, type JsonObject, member, objectIn } from '../../json';
import type { Entries, Entry } from '../entry';
import { type Parameters, parametersFrom, sizeOf } from '../parameters';
import { type Hit, hit, type ToolRule } from '../rule';

export const novelai: ToolRule = {
  match: (entries) => [...ofPng(entries), ...ofExif(entries)],
};

const MEMBERS = ['prompt', 'steps', 'sampler', 'seed', 'uc', 'scale', 'noise_schedule', 'v4_prompt', 'signed_hash'];

const isComment = (comment: JsonObject): boolean => MEMBERS.filter((name) => Object.hasOwn(comment, name)).length >= 2;

const isTitle = (text: string): boolean => text === 'NovelAI generated image';

function ofPng(entries: Entries): readonly Hit[] {
  const isNamed =
    entries.named('png', 'software').some(({ text }) => text.startsWith('NovelAI')) ||
    entries.named('png', 'title').some(({ text }) => isTitle(text));
  if (!isNamed) return [];
  const source = entries.named('png', 'source')[0]?.text;
  const description = entries.named('png', 'description')[0]?.text;
  return entries.named('png', 'comment').flatMap((entry) => {
    const comment = entry.json();
    return comment !== undefined && isComment(comment) ? [hitOf(entry, comment, source, description)] : [];
  });
}

/** WebP: one object with the PNG keys in UserComment; the comment is JSON in a string there. */
function ofExif(entries: Entries): readonly Hit[] {
  const software = entries.named('exif', 'software').find(({ text }) => text.startsWith('NovelAI'))?.text;
  const isNamed = software !== undefined || entries.named('exif', 'documentname').some(({ text }) => isTitle(text));
  return entries.named('exif', 'usercomment').flatMap((entry) => {
    const outer = entry.json();
    if (outer === undefined) return [];
    const namesItself = [member(outer, 'Software'), member(outer, 'Title')].some(
      (value) => typeof value === 'string' && value.startsWith('NovelAI'),
    );
    if (!isNamed && !namesItself) return [];
    const inner = member(outer, 'Comment');
    const comment = typeof inner === 'string' ? objectIn(inner, entry.place, entries.overLimit) : outer;
    if (comment === undefined || !isComment(comment)) return [];
    const source = member(outer, 'Source') ?? software;
    return [hitOf(entry, comment, source, member(outer, 'Description'))];
  });
}

const hitOf = (entry: Entry, comment: JsonObject, source: unknown, description: unknown): Hit => ({
  ...hit(entry, 'NovelAI', parametersOf(comment, source, description), statusOf(comment)),
  ...(Object.hasOwn(comment, 'signed_hash') && {
    evidence: { mark: 'generator', signedBy: 'NovelAI', text: entry.text },
  }),
});

const statusOf = (comment: JsonObject): 'ai-edited' | 'ai-generated' =>
  member(comment, 'request_type') === 'NativeInfillingRequest' ? 'ai-edited' : 'ai-generated';

const parametersOf = (comment: JsonObject, source: unknown, description: unknown): Parameters =>
  parametersFrom({
    prompt: member(comment, 'prompt') ?? captionOf(comment, 'v4_prompt') ?? description,
    negativePrompt: member(comment, 'uc') ?? captionOf(comment, 'v4_negative_prompt'),
    steps: member(comment, 'steps'),
    sampler: member(comment, 'sampler'),
    scheduler: member(comment, 'noise_schedule'),
    cfgScale: member(comment, 'scale'),
    seed: member(comment, 'seed'),
    size: sizeOf(member(comment, 'width'), member(comment, 'height')),
    model: source,
  });

function captionOf(comment: JsonObject, name: string): unknown {
  const prompt = member(comment, name);
  const caption = isObject(prompt) ? member(prompt, 'caption') : undefined;
  return isObject(caption) ? member(caption, 'base_caption') : undefined;
}
