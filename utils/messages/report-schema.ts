/** The label report as a schema: checks what crosses a process boundary, and is the source of the published JSON Schema. */
import * as v from 'valibot';
import { LIMITS } from '../engine/limits';
import {
  ASSURANCES,
  CONTAINERS,
  ERROR_CODES,
  KINDS,
  LABEL_CHECKS,
  type LabelReport,
  MARKS,
  NOTES,
  SIGNATURE_STATES,
  SPEAKERS,
  STATUSES,
} from '../engine/report';

const text = v.pipe(v.string(), v.maxLength(LIMITS.reportString));
const count = v.pipe(v.number(), v.minValue(0));
const LABEL_STATUSES = STATUSES.filter((status) => status !== 'unlabelled' && status !== 'unreadable');

export const FindingSchema = v.object({
  mark: v.picklist(MARKS),
  status: v.picklist(LABEL_STATUSES),
  assurance: v.picklist(ASSURANCES),
  place: text,
  tool: v.exactOptional(text),
  model: v.exactOptional(text),
  who: v.exactOptional(text),
  by: v.exactOptional(v.picklist(SPEAKERS)),
  codes: v.exactOptional(v.array(text)),
  validation: v.exactOptional(v.array(text)),
  detail: v.exactOptional(v.array(text)),
  labelSignature: v.exactOptional(v.picklist(SIGNATURE_STATES)),
  contentBinding: v.exactOptional(v.picklist(SIGNATURE_STATES)),
  keyPinned: v.exactOptional(text),
  probability: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  fields: v.record(v.string(), text),
  deviations: v.array(text),
});

export const LabelReportSchema = v.object({
  input: v.string(),
  kind: v.picklist(KINDS),
  container: v.picklist(CONTAINERS),
  bytes: v.nullable(count),
  bytesRead: count,
  elapsedMs: count,
  verdict: v.object({
    status: v.picklist(STATUSES),
    assurance: v.nullable(v.picklist(ASSURANCES)),
    disagreement: v.boolean(),
  }),
  findings: v.pipe(v.array(FindingSchema), v.maxLength(LIMITS.findings)),
  notes: v.exactOptional(v.array(v.picklist(NOTES))),
  labelCheck: v.exactOptional(v.picklist(LABEL_CHECKS)),
  error: v.nullable(v.object({ code: v.picklist(ERROR_CODES), message: text })),
}) satisfies v.GenericSchema<LabelReport>;
