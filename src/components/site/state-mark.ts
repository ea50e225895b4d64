import { type ExerciseState, progress } from '../../progress/store.ts';

const words: Record<ExerciseState['status'], string> = {
  new: 'Not started',
  started: 'Started',
  solved: 'Solved',
  shown: 'Finished after seeing a solution',
};

class StateMark extends HTMLElement {
  stop?: () => void;
  connectedCallback() {
    const store = progress();
    this.show();
    this.stop = store.subscribe((event) => {
      if (event.kind !== 'notice' && event.id === (this.dataset.exercise ?? this.dataset.lesson)) this.show();
    });
  }
  disconnectedCallback() {
    this.stop?.();
  }
  show() {
    const { exercise, lesson } = this.dataset;
    const text = this.querySelector('.state-text');
    if (exercise) {
      const { status } = progress().getState(exercise);
      this.dataset.state = status;
      if (text) text.textContent = words[status];
    } else if (lesson) {
      const read = progress().lessonReadAt(lesson) !== undefined;
      this.dataset.state = read ? 'solved' : 'new';
      if (text) text.textContent = read ? 'Read' : 'Not read yet';
    }
  }
}
customElements.define('state-mark', StateMark);
