/** The form of the build options: target stage and build arguments. */
import type { DeclaredArgument } from '../../worker/arguments.ts';
import type { StagePicture } from '../../worker/messages.ts';
import { escapeHtml } from '../workbench/html.ts';
import { type BuildChoice, buildCommand, LONGEST_VALUE, NO_CHOICE, readChoice } from './choice.ts';

interface Places {
  readonly target: HTMLSelectElement;
  readonly args: HTMLElement;
  readonly argsNote: HTMLElement;
  readonly command: HTMLElement;
}

export class ChoicePanel {
  private readonly places: Places;
  private readonly onChange: () => void;
  private current: BuildChoice = NO_CHOICE;
  private stages: readonly StagePicture[] = [];
  private declared: readonly DeclaredArgument[] = [];
  private drawn = '';

  constructor(places: Places, onChange: () => void, signal: AbortSignal) {
    this.places = places;
    this.onChange = onChange;
    places.target.addEventListener('change', () => this.changed(), { signal });
    places.args.addEventListener('input', () => this.changed(), { signal });
  }

  get choice(): BuildChoice {
    return this.current;
  }

  /** Another choice, from a link or the draft; nobody is told. */
  set(choice: BuildChoice): void {
    this.current = choice;
    this.draw();
  }

  /** What there is to choose from, after each change of the text. */
  offer(stages: readonly StagePicture[], declared: readonly DeclaredArgument[]): void {
    this.stages = stages;
    this.declared = declared;
    this.draw();
  }

  private changed(): void {
    const { target, args } = this.places;
    const fields = [...args.querySelectorAll<HTMLInputElement>('input')];
    this.current = readChoice({
      target: target.value === '' ? undefined : target.value,
      args: Object.fromEntries(
        fields.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]),
      ),
    });
    this.places.command.textContent = buildCommand(this.current);
    this.onChange();
  }

  /** Draws what changed; a field that is being typed in stays. */
  private draw(): void {
    const { target, args } = this.current;
    this.places.command.textContent = buildCommand(this.current);
    const names = this.stages.flatMap(({ name }) => (name === undefined ? [] : [name]));
    const known = new Set(this.declared.map(({ name }) => name));
    const rows = [
      ...this.declared,
      ...Object.keys(args)
        .filter((name) => !known.has(name))
        .map((name) => ({ name, value: undefined })),
    ];
    const wanted = JSON.stringify([names, target, rows]);
    const same = [...this.places.args.querySelectorAll('input')].every(
      ({ name, value }) => value === (args[name] ?? ''),
    );
    if (wanted === this.drawn && same) return;
    this.drawn = wanted;
    this.drawTarget(names);
    this.drawArguments(rows);
  }

  private drawTarget(names: readonly string[]): void {
    const { target } = this.current;
    const missing = target !== undefined && !names.includes(target.toLowerCase());
    const options = [
      new Option('The last stage', ''),
      ...names.map((name) => new Option(name, name)),
      ...(missing ? [new Option(`${target} (no such stage)`, target)] : []),
    ];
    this.places.target.replaceChildren(...options);
    this.places.target.value = missing ? (target ?? '') : (target?.toLowerCase() ?? '');
  }

  private drawArguments(rows: readonly { name: string; value: string | undefined }[]): void {
    const { args, argsNote } = this.places;
    const focused = document.activeElement instanceof HTMLInputElement ? document.activeElement.name : '';
    args.innerHTML = rows
      .map(({ name, value }, at) => {
        const hint = value === undefined ? 'no ARG of this name' : value === '' ? 'no default' : value;
        return `<p class="choice-arg"><label for="build-arg-${at}"><code>${escapeHtml(name)}</code></label>
          <input type="text" id="build-arg-${at}" name="${escapeHtml(name)}" maxlength="${LONGEST_VALUE}"
            placeholder="${escapeHtml(hint)}" autocomplete="off" spellcheck="false" autocapitalize="off"></p>`;
      })
      .join('');
    for (const field of args.querySelectorAll('input')) {
      field.value = this.current.args[field.name] ?? '';
      if (field.name === focused) field.focus();
    }
    argsNote.textContent =
      rows.length === 0
        ? 'This Dockerfile declares no build arguments (ARG).'
        : 'Build arguments. An empty field leaves the default.';
  }
}
