/** The sheet of shortcuts, made when it is first asked for. */
import { SINGLE_KEYS } from './shortcuts.ts';

type Row = readonly [keys: readonly string[], does: string];
const GROUPS: readonly { title: string; needs?: string; rows: readonly Row[] }[] = [
  {
    title: 'Everywhere',
    rows: [
      [['?'], 'This sheet'],
      [['/'], 'Search'],
      [['Tab'], 'On to the next control; the first one skips to the content'],
    ],
  },
  {
    title: 'Code editor',
    needs: 'stage-workbench, stage-playground',
    rows: [
      [['Tab'], 'Leaves the editor'],
      [['Ctrl', 'M'], 'Tab indents instead, or leaves again'],
      [['Ctrl', 'Space'], 'Suggestions'],
      [['Ctrl', 'K', 'Ctrl', 'I'], 'Explains what stands at the cursor'],
      [['F8'], 'Next problem; with Shift the one before'],
      [['Ctrl', '.'], 'Quick fix for the problem at the cursor'],
      [['F2'], 'Rename a stage everywhere'],
      [['F12'], 'Go to the stage or the variable at the cursor'],
      [['Shift', 'Alt', 'F'], 'Format the Dockerfile'],
      [['Ctrl', 'Shift', '['], 'Fold the stage or the block'],
      [['Ctrl', 'Shift', ']'], 'Unfold it'],
      [['Ctrl', '/'], 'Comment lines, or take the comment away'],
      [['Alt', '↑'], 'Move the line up; Alt ↓ moves it down'],
      [['Ctrl', 'D'], 'Mark the word, then the next of the same, and type in all of them'],
      [['Ctrl', 'F'], 'Find'],
      [['Ctrl', 'Z'], 'Undo; it also takes back a solution or a fix'],
      [['F1'], 'All commands of the editor'],
    ],
  },
  {
    title: 'Plain text field',
    needs: 'stage-workbench, stage-playground',
    rows: [
      [['Ctrl', 'Space'], 'Suggestions; they also come while you type'],
      [['↑', '↓'], 'Choose one of them'],
      [['Enter'], 'Takes the one that is chosen; else a new line'],
      [['Esc'], 'Closes them'],
    ],
  },
  {
    title: 'Panes and tabs',
    needs: 'stage-workbench, stage-playground',
    rows: [
      [['←', '→'], 'On a line between panes: its width, with Shift in larger steps'],
      [['Home', 'End'], 'On a line between panes: narrowest, widest'],
      [['↑', '↓'], 'On the line above the build: its height'],
      [['→', '←'], 'In the tree of files: opens a directory, closes it; ↑ ↓ go from row to row'],
      [['←', '→'], 'On tabs: the next one; Home and End go to the ends'],
    ],
  },
];

let dialog: HTMLDialogElement | undefined;

export function showSheet(): void {
  dialog ??= make();
  dialog.showModal();
}

function make(): HTMLDialogElement {
  const sheet = document.createElement('dialog');
  sheet.className = 'shortcut-sheet';
  sheet.setAttribute('aria-labelledby', 'shortcuts-title');
  const groups = GROUPS.filter(({ needs }) => !needs || document.querySelector(needs)).map(
    ({ title, rows }) =>
      `<h3>${title}</h3><dl>${rows
        .map(
          ([keys, does]) =>
            `<div><dt>${keys.map((key) => `<kbd>${key}</kbd>`).join(' ')}</dt><dd>${does}</dd></div>`,
        )
        .join('')}</dl>`,
  );
  sheet.innerHTML = `<div class="sheet-head"><h2 id="shortcuts-title">Keyboard shortcuts</h2>
    <form method="dialog"><button type="submit" class="button small">Close</button></form></div>
    ${groups.join('')}
    <p class="sheet-switch"><label><input type="checkbox"> Keys without Ctrl (<kbd>?</kbd> and <kbd>/</kbd>) work on every page</label></p>
    <p class="muted small" ${document.querySelector('stage-workbench, stage-playground') ? '' : 'hidden'}>On a Mac, ⌘ takes the place of Ctrl for most of the editor’s keys.</p>`;
  const box = sheet.querySelector('input') as HTMLInputElement;
  box.checked = stored() !== 'off';
  box.addEventListener('change', () => {
    try {
      if (box.checked) localStorage.removeItem(SINGLE_KEYS);
      else localStorage.setItem(SINGLE_KEYS, 'off');
    } catch {
      // Nothing is kept here: the keys work again on the next page.
    }
  });
  sheet.addEventListener('click', (event) => event.target === sheet && sheet.close());
  document.body.append(sheet);
  return sheet;
}

function stored(): string | null {
  try {
    return localStorage.getItem(SINGLE_KEYS);
  } catch {
    return null;
  }
}
