/** The search page: Pagefind's index, our own list of results. The query stands in the address, to be shared. */

import { rank } from './rank.ts';

/** The part of Pagefind's interface that is used (pagefind.app/docs/api). */
interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  debouncedSearch(query: string, options?: object, wait?: number): Promise<{ results: Hit[] } | null>;
}
interface Hit {
  readonly score: number;
  data(): Promise<HitData>;
}
interface HitData {
  readonly url: string;
  /** HTML: the text escaped, the found words in `<mark>`. */
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly { readonly title: string; readonly url: string; readonly excerpt: string }[];
}

/** More results than this are counted, not shown. */
const SHOWN = 20;
/** So many of the index's best are put into our own order. */
const RANKED = 60;
/** After so many ms without a key the search runs. */
const PAUSE = 150;

class SiteSearch extends HTMLElement {
  private field!: HTMLInputElement;
  private status!: HTMLElement;
  private list!: HTMLElement;
  private loading: Promise<Pagefind> | undefined;
  private asked = 0;

  connectedCallback(): void {
    this.field = this.querySelector('[data-search-field]') as HTMLInputElement;
    this.status = this.querySelector('[data-status]') as HTMLElement;
    this.list = this.querySelector('[data-results]') as HTMLElement;
    this.field.addEventListener('focus', () => void this.pagefind().catch(() => undefined), { once: true });
    this.field.addEventListener('input', () => void this.search());
    this.field.value = (new URLSearchParams(location.search).get('q') ?? '').slice(0, 200);
    if (this.field.value !== '') void this.search();
    this.field.focus({ preventScroll: true });
  }

  private pagefind(): Promise<Pagefind> {
    this.loading ??= (async () => {
      const index = new URL(this.dataset.index ?? '/pagefind/pagefind.js', location.href).href;
      const pagefind = (await import(/* @vite-ignore */ index)) as Pagefind;
      await pagefind.options({ baseUrl: this.dataset.base ?? '/', excerptLength: 24 });
      await pagefind.init();
      return pagefind;
    })();
    // A try that failed must not be the last one.
    this.loading.catch(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async search(): Promise<void> {
    const query = this.field.value.trim();
    const mine = ++this.asked;
    const address = query === '' ? location.pathname : `${location.pathname}?q=${encodeURIComponent(query)}`;
    history.replaceState(history.state, '', address);
    if (query === '') {
      this.list.replaceChildren();
      this.status.textContent = '';
      return;
    }
    try {
      const found = await (await this.pagefind()).debouncedSearch(query, {}, PAUSE);
      // Nothing comes back where a newer search took over.
      if (!found || mine !== this.asked) return;
      const best = await Promise.all(
        found.results.slice(0, RANKED).map(async (hit) => {
          const data = await hit.data();
          return { data, score: hit.score, title: data.meta.title ?? '', kind: data.meta.kind ?? '' };
        }),
      );
      if (mine !== this.asked) return;
      const hits = rank(best, query).map(({ data }) => data);
      this.show(query, hits.slice(0, SHOWN), found.results.length);
    } catch (error) {
      console.warn('The search did not load:', error);
      if (mine !== this.asked) return;
      this.list.replaceChildren();
      this.status.textContent =
        'The search could not be loaded. Look at your connection and type again, or take the list below.';
    }
  }

  private show(query: string, hits: readonly HitData[], total: number): void {
    this.list.innerHTML = hits.map(item).join('');
    this.status.textContent =
      total === 0
        ? `Nothing was found for “${query}”. Try one word less, or another word for it.`
        : `${total === 1 ? '1 page' : `${total} pages`}${total > SHOWN ? `, the best ${SHOWN} below` : ''}`;
  }
}

/** One page that was found: its best section where there is one. Excerpts are escaped by the index. */
function item({ url, excerpt, meta, sub_results }: HitData): string {
  const section = sub_results.find((sub) => sub.url !== url);
  const best = section && !excerpt.includes('<mark>') ? section : { url, title: '', excerpt };
  const place = best.title ? `${meta.kind ?? ''} · ${best.title}` : (meta.kind ?? '');
  return `<li><a class="hit" href="${escapeText(best.url)}">${escapeText(meta.title ?? url)}</a>
    <p class="kind">${escapeText(place)}</p><p class="excerpt">${best.excerpt}</p></li>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

customElements.define('site-search', SiteSearch);
