import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { allBooks, findBook } from './books.js';

const app = new Hono();

app.get('/health', (c) => c.text('ok'));
app.get('/books', (c) => c.json(allBooks()));
app.get('/books/:id', (c) => {
  const book = findBook(Number(c.req.param('id')));
  return book ? c.json(book) : c.json({ error: 'no such book' }, 404);
});

const port = Number(process.env.PORT ?? 3000);
const server = serve({ fetch: app.fetch, port }, () => {
  console.log(`shelf-api listens on port ${port}`);
});

// Docker stops a container with SIGTERM; answer it, or Docker waits ten seconds and kills.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
