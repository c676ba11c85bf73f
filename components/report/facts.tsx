import { FileText } from '../file-text';
import type { CardFact, CardText } from '../overlay/card-text';

/** Longest text of a file in a full report, which leaves nothing out that the label report holds. */
const REPORT_CAP = 4_096;

export const Text = ({ text, fromFile }: CardText) =>
  fromFile ? <FileText value={text} cap={REPORT_CAP} /> : <span>{text}</span>;

/** Terms with what stands for them; on narrow pages one below the other. */
export const Facts = ({ facts }: { readonly facts: readonly CardFact[] }) => (
  <dl class="report-facts">
    {facts.map(({ term, values }, index) => (
      <div key={index}>
        <dt>
          <FileText value={term} />
        </dt>
        <dd>
          {values.map((value, nth) => (
            <span key={nth}>
              {nth > 0 ? ' · ' : null}
              <Text {...value} />
            </span>
          ))}
        </dd>
      </div>
    ))}
  </dl>
);
