import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { passageRule, raiseWall, wallRules } from '@/utils/inspector/wall';

type Rule = ReturnType<typeof wallRules>[number];

let rules: Map<number, Rule>;
let fails: boolean;

beforeEach(() => {
  fakeBrowser.reset();
  rules = new Map();
  fails = false;
  Object.assign(fakeBrowser, {
    declarativeNetRequest: {
      getSessionRules: async () => [...rules.values()],
      updateSessionRules: async ({
        removeRuleIds = [],
        addRules = [],
      }: {
        removeRuleIds?: number[];
        addRules?: Rule[];
      }) => {
        if (fails) throw new Error('no rules here');
        for (const id of removeRuleIds) rules.delete(id);
        for (const rule of addRules) rules.set(rule.id, rule);
      },
    },
  });
});

const kinds = () => [...rules.values()].map(({ action }) => action.type);

describe('the wall', () => {
  it('concerns the requests of the extension only', () => {
    const host = new URL(fakeBrowser.runtime.getURL('/')).host;
    for (const rule of [...wallRules(), passageRule('http://127.0.0.1:8080')]) {
      expect(rule.condition.initiatorDomains).toEqual([host]);
    }
  });

  it('stands before anything is read, and takes away what an earlier background left', async () => {
    rules.set(1_000, passageRule('http://192.168.1.1'));
    const during = await raiseWall().behind(async () => kinds());
    expect(during).toEqual(wallRules().map(() => 'block'));
  });

  it('lets nothing be read where it cannot be raised', async () => {
    fails = true;
    const wall = raiseWall();
    let wasRead = false;
    const read = async () => {
      wasRead = true;
    };
    await expect(wall.behind(read)).rejects.toThrow();
    await expect(wall.withPassageTo('http://127.0.0.1', read)).rejects.toThrow();
    expect(wasRead).toBe(false);
  });

  it('has a hole for one origin while its read runs, and none after it failed', async () => {
    const wall = raiseWall();
    const during = wall.withPassageTo('http://127.0.0.1:8080', async () => {
      expect(kinds().filter((kind) => kind === 'allow')).toHaveLength(1);
      throw new Error('read failed');
    });
    await expect(during).rejects.toThrow('read failed');
    expect(kinds()).not.toContain('allow');
  });

  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/a.png', true],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:80801/a.png', false],
    ['http://127.0.0.1:8080', 'http://127a0b0c1:8080/a.png', false],
    ['http://127.0.0.1:8080', 'http://127.0.0.1/a.png', false],
    ['http://127.0.0.1:8080', 'http://evil.example/http://127.0.0.1:8080/', false],
    ['http://[::1]:3000', 'http://[::1]:3000/a.png', true],
    ['http://[::1]:3000', 'http://[::2]:3000/a.png', false],
    ['http://localhost', 'http://localhost/', true],
    ['http://localhost', 'http://localhost.evil.example/', false],
    ['http://localhost', 'https://localhost/', false],
  ])('with a hole for %s lets %s through: %s', (origin, address, passes) => {
    const { regexFilter = '' } = passageRule(origin).condition;
    expect(new RegExp(regexFilter).test(address)).toBe(passes);
  });
});
