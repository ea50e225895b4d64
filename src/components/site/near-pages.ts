import { nearestPages } from '../../site/nearest.ts';

/** On the page for missing pages: those whose addresses are nearest to the one that was asked for. */
class NearPages extends HTMLElement {
  connectedCallback() {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.all a')];
    const near = nearestPages(
      location.pathname,
      links.map((link) => link.pathname),
    );
    const list = this.querySelector('ul');
    if (!list || near.length === 0) return;
    for (const path of near) {
      const item = links.find((link) => link.pathname === path)?.closest('li');
      if (item) list.append(item.cloneNode(true));
    }
    this.hidden = false;
  }
}
customElements.define('near-pages', NearPages);
