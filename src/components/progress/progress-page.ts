import { type Notice, progress, stateOf } from '../../progress/store.ts';
import { exportProgress, type ImportResult, importProgress } from '../../progress/transfer.ts';

class ProgressPage extends HTMLElement {
  connectedCallback() {
    const store = progress();
    this.tally();
    this.asides();
    for (const notice of store.notices) this.notice(notice);
    store.subscribe((event) => {
      if (event.kind === 'notice') this.notice(event.notice);
      this.tally();
    });
    this.querySelector('.export')?.addEventListener('click', () => this.export());
    const file = this.querySelector<HTMLInputElement>('.import');
    file?.addEventListener('change', async () => {
      const chosen = file.files?.[0];
      if (chosen) await this.import(chosen);
      // The same file may be chosen again.
      file.value = '';
    });
    const dialog = this.querySelector('dialog');
    this.querySelector('.reset')?.addEventListener('click', () => {
      if (dialog) dialog.returnValue = 'keep';
      dialog?.showModal();
    });
    dialog?.addEventListener('close', () => {
      if (dialog.returnValue !== 'forget') return;
      store.reset();
      location.reload();
    });
  }

  tally() {
    const states = [...progress().exercises().values()].map((record) => stateOf(record).status);
    const solved = states.filter((status) => status === 'solved').length;
    const shown = states.filter((status) => status === 'shown').length;
    const text = this.querySelector('.tally');
    const { exercises, lessons } = this.dataset;
    if (text)
      text.textContent =
        `${solved} of ${exercises} exercises solved` +
        `${shown > 0 ? `, ${shown} finished after seeing a solution` : ''}; ` +
        `${progress().lessons().size} of ${lessons} lessons read.`;
  }

  notice({ text }: Notice) {
    const list = this.querySelector<HTMLElement>('.notices');
    if (!list) return;
    list.hidden = false;
    list.append(element('li', text));
  }

  asides() {
    const found = progress().setAsides();
    const section = this.querySelector<HTMLElement>('.aside-list');
    if (!section || found.length === 0) return;
    section.hidden = false;
    for (const { key, text } of found) {
      const item = document.createElement('li');
      item.append(element('p', key), element('pre', text));
      section.querySelector('ul')?.append(item);
    }
  }

  export() {
    const url = URL.createObjectURL(new Blob([exportProgress(progress())], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `stagecraft-progress-${new Date().toISOString().slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.say(`Saved as ${link.download}.`);
  }

  async import(file: File) {
    let text: string;
    try {
      text = await file.text();
    } catch {
      this.say(`The file ${file.name} could not be read. Choose it again.`);
      return;
    }
    const done = importProgress(progress(), text);
    if (!done.ok) this.say(`Nothing was imported. ${done.reason}`);
    else this.say(...sentences(done.result));
  }

  say(...lines: string[]) {
    this.querySelector('.said')?.replaceChildren(...lines.map((line) => element('p', line)));
  }
}

/** What an import did, in sentences. */
function sentences(result: ImportResult): string[] {
  const list = (ids: readonly string[]) => ids.join(', ');
  const lines = [
    result.added.length > 0 && `New here: ${list(result.added)}.`,
    result.updated.length > 0 && `Brought up to date: ${list(result.updated)}.`,
    result.keptBoth.length > 0 &&
      `Two drafts are kept for: ${list(result.keptBoth)}. The newer one is in the editor.`,
    result.unchanged.length > 0 && `Nothing new for: ${list(result.unchanged)}.`,
    result.lessons.length > 0 && `Lessons marked as read: ${list(result.lessons)}.`,
    ...result.refused.map(({ id, reason }) => `Left out “${id}”: ${reason}.`),
  ].filter((line) => line !== false);
  return lines.length > 0 ? lines : ['Nothing new: what the file holds is here already.'];
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
customElements.define('progress-page', ProgressPage);
