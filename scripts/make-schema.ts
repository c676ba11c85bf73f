/** Writes the published JSON Schema of the label report from the schema that the program itself checks with. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchema } from './published-schema';

writeFileSync(join(import.meta.dirname, '../schema/label-report.schema.json'), publishedSchema());
