/**
 * Tabs by the ARIA pattern: arrow keys move, Home and End go to the ends, one tab stop for the list. The
 * tabs are `[role=tab]` with `aria-controls`; panels are found by that id.
 */
export function tabs(
  list: HTMLElement,
  onShow: (id: string) => void,
  signal: AbortSignal,
): (id: string) => void {
  const all = [...list.querySelectorAll<HTMLElement>('[role=tab]')];

  const show = (id: string): void => {
    for (const tab of all) {
      const chosen = tab.getAttribute('aria-controls') === id;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (panel) panel.hidden = !chosen;
    }
    onShow(id);
  };
  const showTab = (tab: HTMLElement | undefined): void => {
    if (!tab) return;
    show(tab.getAttribute('aria-controls') ?? '');
    tab.focus();
    tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  list.addEventListener(
    'click',
    (event) => {
      const tab = (event.target as Element).closest<HTMLElement>('[role=tab]');
      if (tab) showTab(tab);
    },
    { signal },
  );
  list.addEventListener(
    'keydown',
    (event) => {
      const at = all.indexOf(document.activeElement as HTMLElement);
      if (at === -1) return;
      const to: Record<string, number> = {
        ArrowRight: (at + 1) % all.length,
        ArrowLeft: (at - 1 + all.length) % all.length,
        Home: 0,
        End: all.length - 1,
      };
      const next = to[event.key];
      if (next === undefined) return;
      event.preventDefault();
      showTab(all[next]);
    },
    { signal },
  );
  return show;
}
