// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { type EvidencePackage, packageOf } from '@/utils/notice/package';
import type { NoticeRecord } from '@/utils/notice/record';
import { NoticeSchema } from '@/utils/notice/schema';
import { inFolders, packageName, zipOf } from '@/utils/notice/zip';
import { HELLO_READ, labelledReport, record, TOOL } from './records';

const SIGN = 'M1 1H8Z';
const make = (patch: Partial<NoticeRecord> = {}, contact = ''): Promise<EvidencePackage> =>
  packageOf(record(patch), TOOL, contact, () => SIGN);
const hello = () => new Blob(['hello']);
const paths = ({ files }: EvidencePackage) => files.map(({ path }) => path);
const text = ({ files }: EvidencePackage, path: string) =>
  new TextDecoder().decode(files.find((file) => file.path === path)?.bytes);

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'notice-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

describe('an evidence package', () => {
  it('holds its files in the documented order, and the medium only when it is included', async () => {
    expect(paths(await make({ file: hello() }))).toEqual([
      'notice.json',
      'notice.html',
      'notice.en.txt',
      'notice.zh.txt',
      'findings.json',
      'evidence/headers.json',
      'datapackage.json',
      'datapackage-digest.json',
      'README.txt',
      'SHA256SUMS',
    ]);
    const full = await make({ file: hello(), includeFile: true });
    expect(paths(full)).toContain('evidence/medium.jpg');
    expect(text(full, 'evidence/medium.jpg')).toBe('hello');
  });

  it('names the medium after the container that was recognised, never after its address', async () => {
    const subject = { ...record().subject, address: 'https://cdn.example/../../x.exe' };
    const container = (name: 'png' | 'unknown') => ({ ...labelledReport(), container: name });
    const named = async (name: 'png' | 'unknown') =>
      paths(await make({ file: hello(), includeFile: true, subject: { ...subject, report: container(name) } }));
    expect(await named('png')).toContain('evidence/medium.png');
    expect(await named('unknown')).toContain('evidence/medium.bin');
  });

  it.each([
    ['with a file, a hash and consent', { hashAgreed: true }],
    ['with nothing agreed', { hashAgreed: false }],
  ])('of intimate content holds no bytes and no picture, %s', async (_, patch) => {
    const thumbnail = 'data:image/png;base64,QUJD';
    const made = await make({
      reason: 'non-consensual-intimate',
      file: hello(),
      includeFile: true,
      thumbnail,
      ...patch,
    });
    expect(paths(made).some((path) => path.startsWith('evidence/medium'))).toBe(false);
    expect(text(made, 'notice.html')).not.toContain('<img');
    expect(made.files.some(({ bytes }) => new TextDecoder().decode(bytes).includes('QUJD'))).toBe(false);
  });

  it('refuses to put a file beside a hash that is not its own', async () => {
    await expect(make({ file: new Blob(['other']), includeFile: true })).rejects.toThrow(RangeError);
  });

  it('holds a notice.json in canonical form that its schema accepts, with the hashes of the evidence', async () => {
    const made = await make({ file: hello(), includeFile: true }, 'Ana');
    const notice = v.parse(NoticeSchema, JSON.parse(text(made, 'notice.json')));
    expect(notice.reporter).toEqual({ name: 'Ana' });
    expect(notice.evidence.map(({ path, role }) => `${role} ${path}`)).toEqual([
      'findings findings.json',
      'medium evidence/medium.jpg',
      'headers evidence/headers.json',
    ]);
    expect(text(made, 'notice.json').indexOf('"captured"')).toBeLessThan(
      text(made, 'notice.json').indexOf('"created"'),
    );
  });

  it('holds the label report unchanged, and none where the medium was not checked', async () => {
    const report = labelledReport();
    const made = await make({ subject: { ...record().subject, report } });
    expect(JSON.parse(text(made, 'findings.json'))).toEqual(report);
    expect(paths(await make({ subject: { ...record().subject, report: null } }))).not.toContain('findings.json');
  });

  it('has no headers of bytes that could not be had', async () => {
    const made = await make({ bytes: { state: 'failed', code: 'http-status', message: 'answer 403' } });
    expect(paths(made)).not.toContain('evidence/headers.json');
    expect(text(made, 'notice.en.txt')).toContain('No hash: Refused by server');
  });

  it('speaks the notice’s language first, and the other one after it', async () => {
    const page = text(await make({ lang: 'zh-CN' }), 'notice.html');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page.indexOf('<article lang="zh-CN">')).toBeLessThan(page.indexOf('<article lang="en">'));
    expect(text(await make({ lang: 'zh-CN' }), 'notice.zh.txt')).toContain('关于疑似未标识人工智能生成合成内容的举报');
  });
});

describe('the ZIP of a package', () => {
  const zip = async (patch: Partial<NoticeRecord> = {}) => zipOf((await make(patch)).files);

  it('is the same bytes for the same notice, in every time zone', async () => {
    const zone = process.env.TZ;
    const made: string[] = [];
    for (const name of ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Africa/Monrovia']) {
      process.env.TZ = name;
      made.push(Buffer.from(await zip({ file: hello(), includeFile: true })).toString('base64'));
    }
    process.env.TZ = zone ?? 'UTC';
    expect(new Set(made).size).toBe(1);
  });

  it('is another file when a word changes', async () => {
    expect(await zip({ explanation: 'Other' })).not.toEqual(await zip());
  });

  it('is unpacked by unzip, dated 1980-01-01, and passes sha256sum -c', async () => {
    const where = folder();
    writeFileSync(join(where, 'n.zip'), await zip({ file: hello(), includeFile: true }));
    expect(execFileSync('unzip', ['-Z', '-T', join(where, 'n.zip')]).toString()).toContain('19800101.000000');
    execFileSync('unzip', ['-q', 'n.zip'], { cwd: where });
    const checked = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: where }).toString();
    expect(
      checked
        .trim()
        .split('\n')
        .every((line) => line.endsWith(': OK')),
    ).toBe(true);
    const unpacked = readdirSync(where, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    // All but the list itself and the ZIP are in the list.
    expect(checked.trim().split('\n').length).toBe(unpacked.length - 2);
    writeFileSync(join(where, 'notice.json'), `${readFileSync(join(where, 'notice.json'), 'utf8')} `);
    expect(() => execFileSync('sha256sum', ['--status', '-c', 'SHA256SUMS'], { cwd: where })).toThrow();
  });

  it('of several notices has a checkable folder for each', async () => {
    const where = folder();
    const made = [await make(), await make({ explanation: 'Once more' }), await make({ reason: 'fraud' })];
    const files = inFolders(made.map(({ notice, files }) => ({ folder: packageName(notice.id), files })));
    writeFileSync(join(where, 'n.zip'), await zipOf(files));
    execFileSync('unzip', ['-q', 'n.zip', '-d', 'out'], { cwd: where });
    const names = readdirSync(join(where, 'out'));
    expect(names).toHaveLength(3);
    for (const name of names)
      execFileSync('sha256sum', ['--status', '-c', 'SHA256SUMS'], { cwd: join(where, 'out', name) });
  });

  it('has ASCII names without steps upwards', async () => {
    const subject = { ...record().subject, pageTitle: '../../etc/passwd', address: 'https://cdn.example/日本/../a' };
    for (const path of paths(await make({ subject, account: '../x', bytes: HELLO_READ }))) {
      expect(path).toMatch(/^[A-Za-z0-9.-]+(?:\/[a-z0-9.-]+)?$/);
      expect(path).not.toContain('..');
    }
  });
});
