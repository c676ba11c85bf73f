import { useEffect, useState } from 'preact/hooks';

export interface Dropped {
  readonly files: readonly File[];
  /** Folders that were among them; their content is not read. */
  readonly folders: number;
}

/** Files that are dropped anywhere on the page or pasted into it. Answers whether some are held over it. */
export const useDropped = (onDropped: (dropped: Dropped) => void): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      // Without it the browser would leave the page for the file.
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (event.dataTransfer === null || event.dataTransfer.items.length === 0) return;
      event.preventDefault();
      onDropped(droppedIn(event.dataTransfer));
    };
    const paste = ({ clipboardData }: ClipboardEvent): void => {
      if (clipboardData !== null && clipboardData.files.length > 0) onDropped(droppedIn(clipboardData));
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, [onDropped]);
  return isOver;
};

/** A folder comes as a file that cannot be read; only its entry says what it is. */
const droppedIn = ({ items }: DataTransfer): Dropped => {
  const held = [...items].filter(({ kind }) => kind === 'file');
  const folders = held.filter((item) => item.webkitGetAsEntry()?.isDirectory === true);
  return {
    files: held.filter((item) => !folders.includes(item)).flatMap((item) => item.getAsFile() ?? []),
    folders: folders.length,
  };
};
