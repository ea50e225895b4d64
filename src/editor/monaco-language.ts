import { languages } from 'monaco-editor/editor';
import { initialState, type LineState, sameState, tokenizeLine } from './tokenize.ts';

/** Monaco's name for the language. */
export const LANGUAGE = 'dockerfile';

class MonacoState implements languages.IState {
  readonly state: LineState;
  constructor(state: LineState) {
    this.state = state;
  }
  clone(): MonacoState {
    return this;
  }
  equals(other: languages.IState): boolean {
    return other instanceof MonacoState && sameState(this.state, other.state);
  }
}

let registered = false;

/** Registers the language once: our colours, `#` for comments, brackets and quotes that close. */
export function registerLanguage(): void {
  if (registered) return;
  registered = true;
  languages.register({ id: LANGUAGE, aliases: ['Dockerfile'], filenames: ['Dockerfile'] });
  languages.setLanguageConfiguration(LANGUAGE, {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
    // A name, a path's part, an image: what a double click should take.
    wordPattern: /[A-Za-z_][\w.-]*/,
  });
  languages.setTokensProvider(LANGUAGE, {
    getInitialState: () => new MonacoState(initialState),
    tokenize(line, state) {
      const result = tokenizeLine(line, (state as MonacoState).state);
      return {
        tokens: result.tokens.map((token) => ({
          startIndex: token.start,
          scopes: token.kind === 'plain' ? '' : token.kind,
        })),
        endState: new MonacoState(result.state),
      };
    },
  });
}
