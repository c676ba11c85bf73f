/** Jobs and Spaces of Hugging Face: the host's number of a job says where it ran, not what it did. */
import { isUuid } from '../../uuid';
import { hit, type ToolRule } from '../rule';

export const huggingFaceJob: ToolRule = {
  match: (entries) =>
    entries
      .named('png', 'hf-job-id')
      .filter(({ text }) => isUuid(text.toLowerCase()))
      .map((entry) => ({ ...hit(entry, 'Hugging Face', {}, 'suspected-ai'), codes: ['weak-sign'] })),
};
