import { useEffect, useState } from 'preact/hooks';
import type { NoticeSession, NoticeState } from '@/utils/notice/session';

/** The session's state, drawn again whenever it changes. */
export const useSession = (session: NoticeSession): NoticeState => {
  const [state, setState] = useState(session.state);
  useEffect(() => {
    setState(session.state());
    return session.subscribe(() => setState(session.state()));
  }, [session]);
  return state;
};
