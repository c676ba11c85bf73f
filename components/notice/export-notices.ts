/** Packages handed to the browser as a download; nothing leaves this computer. */
import type { Contact, Tool } from '@/utils/notice/notice';
import { packageOf } from '@/utils/notice/package';
import type { NoticeRecord } from '@/utils/notice/record';
import { inFolders, packageName, zipOf } from '@/utils/notice/zip';
import { SIGN_PATHS } from '../sign-paths';
import { statusSign } from '../signs';

const make = (record: NoticeRecord, tool: Tool, contact: Contact) =>
  packageOf(record, tool, contact, (status) => SIGN_PATHS[statusSign(status)]);

/** @returns the name of the downloaded file. */
export const exportNotice = async (record: NoticeRecord, tool: Tool, contact: Contact = ''): Promise<string> => {
  const { notice, files } = await make(record, tool, contact);
  return download(`${packageName(notice.id)}.zip`, await zipOf(files));
};

/** Each notice in a folder of its own. @returns the name of the downloaded file. */
export const exportNotices = async (records: readonly NoticeRecord[], tool: Tool): Promise<string> => {
  const packages = [];
  for (const record of records) {
    const { notice, files } = await make(record, tool, '');
    packages.push({ folder: packageName(notice.id), files });
  }
  return download('notices.zip', await zipOf(inFolders(packages)));
};

/** The address must outlive the click: the browser reads it after this turn. */
const REVOKE_AFTER_MS = 60_000;

const download = (name: string, bytes: Uint8Array<ArrayBuffer>): string => {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
  return name;
};
