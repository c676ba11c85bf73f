import { i18n } from '#i18n';
import { type CodeMeaning, meaningOfCode } from '@/utils/credentials/c2pa/failures';
import { FileText } from '../file-text';

const MEANING_IDS = {
  fits: 'fits',
  tampered: 'tampered',
  revoked: 'revoked',
  soft: 'open',
  identity: 'identity',
  unknown: 'unknown',
} as const satisfies Record<CodeMeaning, string>;

/** What the library said in its own codes, behind a fold, each with what it means for the label. */
export const ValidationCodes = ({ codes }: { readonly codes: readonly string[] }) => (
  <details class="fold">
    <summary>{i18n.t('report.section.validation')}</summary>
    <p class="hint">{i18n.t('report.codes.lead')}</p>
    <ul class="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>
            <FileText value={code} />
          </code>
          <span class="hint">{i18n.t(`report.codes.${MEANING_IDS[meaningOfCode(code)]}`)}</span>
        </li>
      ))}
    </ul>
  </details>
);
