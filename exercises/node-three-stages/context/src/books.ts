export interface Book {
  readonly id: number;
  readonly title: string;
  readonly author: string;
}

const books: readonly Book[] = [
  { id: 1, title: 'Middlemarch', author: 'George Eliot' },
  { id: 2, title: 'The Waves', author: 'Virginia Woolf' },
  { id: 3, title: 'Things Fall Apart', author: 'Chinua Achebe' },
];

export function allBooks(): readonly Book[] {
  return books;
}

export function findBook(id: number): Book | undefined {
  return books.find((book) => book.id === id);
}
