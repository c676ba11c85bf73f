/** Orders that can be inserted between without telling the rest again. */

/** Distance between neighbours of the first look; an insertion takes the middle. */
export const ORDER_GAP = 2 ** 20;

/** The element of the light tree that holds it: nodes of different shadow trees cannot be compared themselves. */
const pathOfHosts = (element: Element): readonly Element[] => {
  const path = [element];
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode())
    path.unshift(root.host);
  return path;
};

/** Sorts as a reader meets them; a host's shadow tree stands at its host. */
export const compareInDocument = (a: Element, b: Element): number => {
  const pathA = pathOfHosts(a);
  const pathB = pathOfHosts(b);
  for (let depth = 0; depth < Math.max(pathA.length, pathB.length); depth += 1) {
    const nodeA = pathA[depth];
    const nodeB = pathB[depth];
    if (!nodeA || !nodeB) return nodeA ? 1 : -1;
    if (nodeA === nodeB) continue;
    const position = nodeA.compareDocumentPosition(nodeB);
    return position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  }
  return 0;
};

/**
 * Gives an order to each newcomer (null) of a sequence in document order, between its ordered neighbours. Newcomers
 * that no longer fit between two share the earlier one's order, which costs nothing but a tie in a list.
 */
export const fillOrders = (orders: readonly (number | null)[]): number[] => {
  const filled: number[] = [];
  for (let index = 0; index < orders.length; index += 1) {
    const known = orders[index];
    if (known !== null && known !== undefined) {
      filled.push(known);
      continue;
    }
    let end = index;
    while (end < orders.length && orders[end] === null) end += 1;
    const before = filled.at(-1) ?? -1;
    const after = orders[end] ?? null;
    const step = after === null ? ORDER_GAP : (after - before) / (end - index + 1);
    for (let nth = 1; nth <= end - index; nth += 1) {
      const order = Math.floor(before + step * nth);
      filled.push(Math.max(0, Math.min(order, after ?? order)));
    }
    index = end - 1;
  }
  return filled;
};
