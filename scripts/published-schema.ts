import { toJsonSchema } from '@valibot/to-json-schema';
import { LabelReportSchema } from '../utils/messages/report-schema';

/** The label report's JSON Schema (draft 2020-12) as text, ending with a line feed. */
export const publishedSchema = (): string =>
  `${JSON.stringify(
    {
      ...toJsonSchema(LabelReportSchema, { target: 'draft-2020-12' }),
      title: 'Label report',
      description: 'What AI Label Lens says of one medium: verdict, findings, container, cost and error.',
    },
    null,
    2,
  )}\n`;
