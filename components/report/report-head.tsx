import type { ComponentChildren } from 'preact';
import type { LabelReport } from '@/utils/engine/report';
import { leadFinding } from '@/utils/label-words';
import type { ReportItem } from '@/utils/report/report-item';
import { assuranceWords } from '../assurance-text';
import { FileText } from '../file-text';
import { checkStrips, contradictionStrips } from '../overlay/card-view';
import { pixelsSentence } from '../pixels-text';
import { VerdictSign } from '../shared/verdict-sign';
import { Sign } from '../signs';
import {
  brokenSaid,
  damageLine,
  errorName,
  errorSentence,
  fileErrorName,
  fileErrorSentence,
  headline,
  statusMeaning,
  statusName,
} from '../status-text';
import { MediumPicture } from './medium-picture';
import { subjectName } from './subject-text';

interface ReportHeadProps {
  readonly item: ReportItem;
  /** Address of a picture of the medium, or of the medium itself. */
  readonly picture: string | null;
  readonly children: ComponentChildren;
}

/** The medium beside what its labels say, and how far that can be relied on. */
export const ReportHead = ({ item, picture, children }: ReportHeadProps) => {
  const { report, subject } = item;
  return (
    <div class="report-head">
      <MediumPicture item={item} picture={picture} />
      <div class="report-head__says">
        <h1 class="report-head__title" tabIndex={-1}>
          <VerdictSign report={report} size={30} />
          <span>{report === null ? statusName('checking') : headline(report)}</span>
        </h1>
        <p class="report-head__name">
          <FileText value={subjectName(subject)} />
        </p>
        {report !== null && (
          <Verdict report={report} check={item.check} pixels={item.pixels} isFile={subject.kind === 'file'} />
        )}
        {children}
      </div>
    </div>
  );
};

interface VerdictProps extends Pick<ReportItem, 'check' | 'pixels'> {
  readonly report: LabelReport;
  readonly isFile: boolean;
}

const Verdict = ({ report, check, pixels, isFile }: VerdictProps) => {
  const [nameOf, sentenceOf] = isFile ? [fileErrorName, fileErrorSentence] : [errorName, errorSentence];
  const words = assuranceWords(report, check ?? undefined);
  const lead = leadFinding(report);
  const damage = damageLine(report, nameOf);
  const ofPixels = pixelsSentence(report, pixels);
  const { error, verdict } = report;
  const strips = [...(lead === null ? [] : contradictionStrips(report, lead)), ...checkStrips(report)];
  return (
    <div class="verdict">
      {verdict.assurance === 'broken' && <p>{brokenSaid(report)}</p>}
      {words !== null && (
        <div class="verdict__line">
          <Sign name={words.sign} size={20} tone={words.tone} />
          <p>
            <strong>{words.name}</strong>
            <br />
            {words.sentence} {words.caution !== null && <span class="hint">{words.caution}</span>}
          </p>
        </div>
      )}
      {strips.map(({ sign, name, sentences }) => (
        <div class="verdict__line" key={sentences.join()}>
          {sign !== null && <Sign name={sign} size={20} tone="seal" />}
          <p>
            {name !== null && <strong>{name} </strong>}
            {sentences.join(' ')}
          </p>
        </div>
      ))}
      {verdict.status === 'unlabelled' && <p>{statusMeaning('unlabelled')}</p>}
      {ofPixels !== '' && <p>{ofPixels}</p>}
      {verdict.status === 'unreadable' && error !== null && (
        <p>
          <strong>{nameOf(error)}.</strong> {sentenceOf(error)}
        </p>
      )}
      {damage !== '' && <p>{damage}</p>}
    </div>
  );
};
