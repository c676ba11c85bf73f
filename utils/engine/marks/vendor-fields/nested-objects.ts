import { LIMITS } from '../../limits';
import { isObject, type JsonObject, objectIn } from '../json';

export interface NamedObject {
  /** The member that holds it; `''` for the outermost. */
  readonly name: string;
  readonly object: JsonObject;
}

const DEPTH = 3;

/** A JSON object and those inside it, JSON in strings too, outermost first; lists are not entered. */
export function nestedObjects(text: string, place: string, overLimit: Set<string>): readonly NamedObject[] {
  const outermost = objectIn(text, place, overLimit);
  if (outermost === undefined) return [];
  const found: NamedObject[] = [{ name: '', object: outermost }];
  let level: readonly NamedObject[] = found;
  for (let depth = 0; depth < DEPTH; depth += 1) {
    level = level
      .flatMap(({ object }) => inside(object, place, overLimit))
      .slice(0, LIMITS.fieldsPerFinding - found.length);
    found.push(...level);
  }
  return found;
}

const inside = (object: JsonObject, place: string, overLimit: Set<string>): readonly NamedObject[] =>
  Object.entries(object)
    .slice(0, LIMITS.fieldsPerFinding)
    .flatMap(([name, value]) => {
      const inner =
        typeof value === 'string' && value.trimStart().startsWith('{') ? objectIn(value, place, overLimit) : value;
      return isObject(inner) ? [{ name, object: inner }] : [];
    });

/** Every value of a name among nested objects, outermost first. */
export const valuesNamed = (objects: readonly NamedObject[], name: string): readonly unknown[] =>
  objects.filter(({ object }) => Object.hasOwn(object, name)).map(({ object }) => object[name]);
