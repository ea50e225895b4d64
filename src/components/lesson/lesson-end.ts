import { progress } from '../../progress/store.ts';

/** Stands at the end of a lesson: when the reader gets there, the lesson is read. */
class LessonEnd extends HTMLElement {
  connectedCallback() {
    const { lesson } = this.dataset;
    if (!lesson) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      progress().recordLessonRead(lesson);
      observer.disconnect();
    });
    observer.observe(this);
  }
}
customElements.define('lesson-end', LessonEnd);
