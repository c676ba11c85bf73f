/** Jobs and Spaces of Hugging Face: the host's number of a job says where it ran, not what it did. */
import { png } from '../entry';
import { hit, type ToolRule } from '../rule';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const huggingFaceJob: ToolRule = {
  match: (entries) =>
    png(entries, 'hf-job-id')
      .filter(({ text }) => UUID.test(text))
      .map((entry) => ({ ...hit(entry, 'Hugging Face', {}, 'suspected-ai'), codes: ['weak-sign'] })),
};
