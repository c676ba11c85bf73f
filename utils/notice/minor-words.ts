/**
 * Whether typed words may say that a child is shown in a sexual way. It only leads to a question that the person
 * answers, so it may err on the side of asking; nothing is kept while the question is open.
 */

const CHILD_EN =
  /\b(?:child(?:ren)?|kids?|minors?|under-?aged?|under ?(?:1[0-8]|eighteen)|teen(?:s|age[dr]?s?)?|pre-?teens?|toddlers?|infants?|bab(?:y|ies)|school-?(?:girl|boy)s?|little (?:girl|boy)s?|young (?:girl|boy)s?|loli(?:ta|con)?s?|shota(?:con)?|(?:[1-9]|1[0-7])[ -]?(?:years?[ -]?old|y\/?o))\b/i;
const SEXUAL_EN =
  /\b(?:sex(?:ual(?:ly|i[sz]ed)?)?|nud(?:e|es|ity)|naked|undress(?:ed)?|porn(?:o|ographic|ography)?|explicit|genitals?|masturbat\w*|rape[ds]?|molest\w*|topless|strip(?:ped|ping)?|intimate)\b/i;
/** Terms that say both at once. */
const BOTH =
  /\b(?:csam|csem|child porn\w*|cp images?|kiddie porn|jailbait)\b|儿童色情|兒童色情|幼童色情|炼铜|恋童|戀童/i;
const CHILD_ZH =
  /未成年|儿童|兒童|孩子|小孩|幼童|幼女|幼儿|婴儿|少女|少年|女童|男童|女孩|男孩|小学生|初中生|中学生|萝莉|正太|(?:[1-9一二三四五六七八九]|1[0-7]|十[一二三四五六七]?)岁/;
const SEXUAL_ZH =
  /色情|裸体|裸照|裸露|全裸|脱光|脱衣|性行为|性侵|性交|性虐|性爱|淫秽|私处|下体|猥亵|强奸|自慰|涉黄|情色/;

/** Both must stand this near to each other, in characters: a longer text may speak of unrelated things. */
const NEAR = 200;

export const mayConcernMinor = (words: string): boolean => {
  const text = words.normalize('NFKC');
  if (BOTH.test(text)) return true;
  for (let start = 0; start < text.length; start += NEAR / 2) {
    const window = text.slice(start, start + NEAR);
    if ((CHILD_EN.test(window) || CHILD_ZH.test(window)) && (SEXUAL_EN.test(window) || SEXUAL_ZH.test(window))) {
      return true;
    }
  }
  return false;
};
