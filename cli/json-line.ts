import type { LabelReport } from '../utils/engine/report';

/** Valid inside a JSON string, yet a terminal obeys them, and some readers of lines end a line there. */
const RAW_CONTROLS = /[\u007f-\u009f\u2028\u2029]/g;

/** One report as one line of JSON (JSON Lines). */
export const jsonLine = (report: LabelReport): string => `${JSON.stringify(report).replace(RAW_CONTROLS, escaped)}\n`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
