/** The row of a name from a file or from another version of this program: names of the prototype are no rows. */
export const lookUp = <Row>(table: Readonly<Record<string, Row>>, name: string): Row | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
