/**
 * Shows HTML strings as the children of a list, touching only those that changed: focus, open details and
 * scroll of the others stay. Returns how many were touched.
 */
export function showItems(list: Element, shown: readonly string[], wanted: readonly string[]): number {
  let touched = 0;
  for (let at = 0; at < wanted.length; at++) {
    const html = wanted[at] as string;
    const element = list.children[at];
    if (element && shown[at] === html) continue;
    touched++;
    if (element) element.outerHTML = html;
    else list.insertAdjacentHTML('beforeend', html);
  }
  while (list.children.length > wanted.length) {
    list.lastElementChild?.remove();
    touched++;
  }
  return touched;
}
