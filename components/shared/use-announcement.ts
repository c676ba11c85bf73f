import { useEffect, useRef, useState } from 'preact/hooks';

/** A screen reader that is spoken to more often never finishes a sentence. */
const PAUSE_MS = 2_000;

/**
 * The text for a polite live region: while `isRunning`, the newest at most every two seconds; when it ends, the last
 * one once. Nothing for what had ended before anybody listened.
 */
export const useAnnouncement = (text: string, isRunning: boolean): string => {
  const [said, setSaid] = useState('');
  const newest = useRef(text);
  newest.current = text;
  const [hasRun, setHasRun] = useState(isRunning);

  useEffect(() => {
    if (!isRunning) return;
    setHasRun(true);
    const timer = setInterval(() => setSaid(newest.current), PAUSE_MS);
    return () => clearInterval(timer);
  }, [isRunning]);

  useEffect(() => {
    if (!isRunning && hasRun) setSaid(newest.current);
  }, [isRunning, hasRun]);

  return said;
};
