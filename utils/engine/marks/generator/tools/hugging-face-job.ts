/** Jobs and Spaces of Hugging Face: the host's number of a job says where it ran, not what it did. */
import { isUuid } from '../../uuid';
import { png } from '../entry';
import { hit, type ToolRule } from '../rule';

export const huggingFaceJob: ToolRule = {
  match: (entries) =>
    png(entries, 'hf-job-id')
      .filter(({ text }) => isUuid(text.toLowerCase()))
      .map((entry) => ({ ...hit(entry, 'Hugging Face', {}, 'suspected-ai'), codes: ['weak-sign'] })),
};
