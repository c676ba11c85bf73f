import { useCallback, useEffect, useState } from 'preact/hooks';

const SHOWN_MS = 3_000;

/** A sentence that goes by itself; the same one again is a new one, so that it is spoken again. */
export const useBriefNotice = (): readonly [text: string, say: (text: string) => void] => {
  const [notice, setNotice] = useState({ text: '' });
  useEffect(() => {
    if (notice.text === '') return;
    const timer = setTimeout(() => setNotice({ text: '' }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return [notice.text, useCallback((text: string) => setNotice({ text }), [])];
};
