import type { Service } from '../hit';
import { byteDance } from './bytedance';
import { grok } from './grok';
import { luma } from './luma';
import { midjourney } from './midjourney';
import { samsung } from './samsung';
import { suno } from './suno';

/** Every service that takes more than one field to recognise, or a value with a structure of its own. */
export const SERVICES: readonly Service[] = [midjourney, grok, luma, byteDance, suno, samsung];
