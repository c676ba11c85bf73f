import { useEffect, useState } from 'preact/hooks';
import type { ReportSession, ReportState } from '@/utils/report/session';

/** The session's state, drawn again whenever it changes. */
export const useReport = (session: ReportSession): ReportState => {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    setState(session.state());
    return session.subscribe(() => setState(session.state()));
  }, [session]);
  return state;
};
