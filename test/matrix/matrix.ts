/** Sets what the fixtures show against what is stated, and writes the table. */
import type { MarkName } from '../../utils/engine/report';
import { LAYOUTS } from './layouts';
import { FORMS, type Form, MARKS, PLACES, type Place } from './places';

/** One finding of one fixture, as the engine reports it. */
interface Shown {
  readonly file: string;
  readonly container: string;
  readonly mark: string;
  readonly place: string;
}

/** A fixture with its bytes as text, one character each, and what the engine says of it. */
export interface Inspected {
  readonly file: string;
  readonly container: string;
  readonly bytes: string;
  readonly status: string;
  readonly error: string | null;
  readonly findings: readonly { readonly mark: string; readonly place: string }[];
}

export interface InspectedVariant {
  readonly variant: string;
  /** Status that the table states, and the one that the engine found. */
  readonly stated: string;
  readonly says: string;
  readonly place: string;
}

export interface InspectedTable {
  readonly title: string;
  readonly rows: readonly InspectedVariant[];
}

/** A cell is shown by fixtures, impossible for a reason, or a hole. */
type Cell =
  | { readonly kind: 'shown'; readonly files: readonly string[] }
  | { readonly kind: 'impossible'; readonly reason: string; readonly isForm: boolean }
  | { readonly kind: 'hole' };

const isIn = (place: string, { place: stated }: Place): boolean =>
  place === stated || place.startsWith(`${stated} `) || place.startsWith(`${stated}/`);

/** The longest stated place that this one begins with. */
const rowOf = (places: readonly Place[], place: string): Place | undefined =>
  places.filter((stated) => isIn(place, stated)).sort((a, b) => b.place.length - a.place.length)[0];

const placesOf = (container: string): readonly Place[] =>
  PLACES.find(({ containers }) => containers.includes(container))?.places ?? [];

const reasonOf = (place: Place, mark: MarkName): Extract<Cell, { kind: 'impossible' }> | undefined => {
  const form: Form = FORMS[place.form];
  const own = place.without?.[mark];
  if (own !== undefined) return { kind: 'impossible', reason: own, isForm: false };
  const reason = form.without[mark];
  return reason === undefined ? undefined : { kind: 'impossible', reason, isForm: true };
};

const shownBy = (inspected: readonly Inspected[]): readonly Shown[] =>
  inspected.flatMap(({ file, container, findings }) => findings.map((finding) => ({ file, container, ...finding })));

const cellOf = (shown: readonly Shown[], place: Place, mark: MarkName, places: readonly Place[]): Cell => {
  const files = shown.filter((one) => one.mark === mark && rowOf(places, one.place) === place).map(({ file }) => file);
  if (files.length > 0) return { kind: 'shown', files: [...new Set(files)] };
  return reasonOf(place, mark) ?? { kind: 'hole' };
};

const layoutFiles = (
  inspected: readonly Inspected[],
  { title, pattern }: (typeof LAYOUTS)[number],
): readonly string[] => {
  const containers = PLACES.find((one) => one.title === title)?.containers ?? [];
  return inspected
    .filter(
      ({ container, findings, bytes }) => containers.includes(container) && findings.length > 0 && pattern.test(bytes),
    )
    .map(({ file }) => file);
};

/** Stated cells and layouts that no fixture shows. */
export const holesOf = (inspected: readonly Inspected[]): readonly string[] => {
  const shown = shownBy(inspected);
  const cells = PLACES.flatMap(({ containers, places }) => {
    const own = shown.filter(({ container }) => containers.includes(container));
    return places.flatMap((place) =>
      MARKS.filter((mark) => cellOf(own, place, mark, places).kind === 'hole').map((mark) => `${place.place}: ${mark}`),
    );
  });
  const layouts = LAYOUTS.filter((layout) => layoutFiles(inspected, layout).length === 0);
  return [...cells, ...layouts.map(({ title, layout }) => `${title}: ${layout}`)];
};

/** Findings that stand in no stated place, or carry a mark that the place is said not to hold. */
export const strangersOf = (inspected: readonly Inspected[]): readonly string[] =>
  shownBy(inspected)
    .filter(({ container, mark, place }) => {
      const row = rowOf(placesOf(container), place);
      const known = MARKS.find((name) => name === mark);
      return row === undefined || known === undefined || reasonOf(row, known) !== undefined;
    })
    .map(({ file, mark, place }) => `${file}: ${mark} in ${place}`);

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${escaped(text)}\``;
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(...head),
  row(...head.map(() => '---')),
  ...rows.map((cells) => row(...cells)),
];

const SHOWN_FILES = 4;
const filesText = (files: readonly string[]): string => {
  const names = [...files].sort().slice(0, SHOWN_FILES).map(code).join(' ');
  return files.length > SHOWN_FILES ? `${names} +${files.length - SHOWN_FILES}` : names;
};

const cellText = (cell: Cell): string => {
  switch (cell.kind) {
    case 'shown':
      return filesText(cell.files);
    case 'impossible':
      return cell.isForm ? '–' : `– ${escaped(cell.reason)}`;
    case 'hole':
      return '**nothing**';
  }
};

const formsText = (): readonly string[] =>
  table(
    ['form', 'what stands there', ...MARKS.map(code)],
    Object.entries<Form>(FORMS).map(([name, { means, without }]) => [
      name,
      means,
      ...MARKS.map((mark) => (without[mark] === undefined ? 'yes' : `– ${without[mark]}`)),
    ]),
  );

const containerText = (inspected: readonly Inspected[], container: (typeof PLACES)[number]): readonly string[] => {
  const { title, containers, places, nothing } = container;
  const own = inspected.filter((one) => containers.includes(one.container));
  const shown = shownBy(own);
  const layouts = LAYOUTS.filter((layout) => layout.title === title);
  const without = own.filter(({ error, findings }) => error === null && findings.length === 0).map(({ file }) => file);
  const failing = own.filter(({ error }) => error !== null);
  return [
    `## ${title}`,
    '',
    ...(places.length === 0
      ? [nothing ?? '']
      : table(
          ['place', 'form', ...MARKS.map(code)],
          places.map((place) => [
            code(place.place),
            place.form,
            ...MARKS.map((mark) => cellText(cellOf(shown, place, mark, places))),
          ]),
        )),
    '',
    ...(layouts.length === 0
      ? []
      : [
          ...table(
            ['layout', 'read in'],
            layouts.map((layout) => [layout.layout, filesText(layoutFiles(inspected, layout))]),
          ),
          '',
        ]),
    `Without a label: ${without.map(code).join(' ')}`,
    ...(failing.length === 0
      ? []
      : ['', `Not read to its end: ${failing.map(({ file, error }) => `${code(file)} (${error})`).join(' ')}`]),
    '',
  ];
};

const variantsText = ({ title, rows }: InspectedTable): readonly string[] => [
  `### ${title}`,
  '',
  ...table(
    ['variant', 'says', 'found in'],
    rows.map(({ variant, says, place }) => [escaped(variant), says, place === '' ? '–' : code(place)]),
  ),
  '',
];

/** The whole document. */
export const matrixText = (inspected: readonly Inspected[], variants: readonly InspectedTable[]): string =>
  [
    '# What is covered',
    '',
    'Written by `npm run matrix`: which fixture shows which mark in which place of which container, as the engine finds',
    'it. Places, layouts and variants are stated in `test/matrix/`; a test fails where a stated one is shown by no',
    'fixture, where a fixture shows one that is not stated, and where this text is not what the fixtures give.',
    'Files are in `test/fixtures/media/`; of more than four that show the same, four are named.',
    '',
    '## What can stand where',
    '',
    'A place is named as reports name it; what follows it in a report is the key. Its form decides which marks it can',
    'hold. – in a container’s table: the form’s reason, or the one given there.',
    '',
    ...formsText(),
    '',
    ...PLACES.flatMap((container) => containerText(inspected, container)),
    '## Variants',
    '',
    'Built in memory from the tables in `test/fixtures/variants/`, and read like files.',
    '',
    ...variants.flatMap(variantsText),
  ].join('\n');
