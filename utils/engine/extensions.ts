import type { ContainerName } from './report';

/** What a file name's extension promises; several where writers use one for all. */
export const MEDIA_EXTENSIONS: ReadonlyMap<string, readonly ContainerName[]> = new Map<
  string,
  readonly ContainerName[]
>([
  ['jpg', ['jpeg']],
  ['jpeg', ['jpeg']],
  ['jpe', ['jpeg']],
  ['jfif', ['jpeg']],
  ['png', ['png']],
  ['apng', ['png']],
  ['webp', ['webp']],
  ['gif', ['gif']],
  ['tif', ['tiff']],
  ['tiff', ['tiff']],
  ['dng', ['tiff']],
  ['heic', ['heic', 'heif']],
  ['heif', ['heif', 'heic']],
  ['hif', ['heif', 'heic']],
  ['avif', ['avif']],
  ['jxl', ['jxl']],
  ['bmp', ['bmp']],
  ['ico', ['ico']],
  ['svg', ['svg']],
  ['mp4', ['mp4', 'm4a']],
  ['m4v', ['mp4']],
  ['3gp', ['mp4']],
  ['mov', ['mov']],
  ['qt', ['mov']],
  ['m4a', ['m4a', 'mp4']],
  ['m4b', ['m4a', 'mp4']],
  ['mkv', ['matroska']],
  ['mka', ['matroska']],
  ['webm', ['webm']],
  ['avi', ['avi']],
  ['flv', ['flv']],
  ['mp3', ['mp3']],
  ['aac', ['aac']],
  ['wav', ['wav']],
  ['aif', ['aiff']],
  ['aiff', ['aiff']],
  ['flac', ['flac']],
  ['ogg', ['ogg']],
  ['oga', ['ogg']],
  ['ogv', ['ogg']],
  ['opus', ['ogg']],
  ['pdf', ['pdf']],
]);

/** The extension of a path or address in lower case, without query and fragment; `''` where there is none. */
export function extensionOf(input: string): string {
  const path = /^[a-z][a-z\d+.-]*:\/\//i.test(input) ? input.replace(/[?#][\s\S]*$/, '') : input;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Whether the input's extension names another container than the one that was recognised. */
export function isWrongExtension(input: string, container: ContainerName): boolean {
  const promised = MEDIA_EXTENSIONS.get(extensionOf(input));
  return promised !== undefined && container !== 'unknown' && !promised.includes(container);
}
