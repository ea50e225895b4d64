/** Dockerfiles of the sizes that a learner and a large project have; written for the benchmark. */

/** 31 lines: three stages, a global ARG, mounts, a heredoc-free RUN over several lines. */
export const learner = `# syntax=docker/dockerfile:1
ARG NODE_VERSION=24
FROM node:\${NODE_VERSION}-alpine AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \\
    npm ci

# Compile the sources
FROM deps AS build
COPY tsconfig.json ./
COPY src ./src
RUN npm run build \\
    && npm prune --omit=dev

FROM node:\${NODE_VERSION}-alpine AS run
ENV NODE_ENV=production \\
    PORT=3000
WORKDIR /app
RUN addgroup -S app && \\
    adduser -S -G app app
COPY --from=build --chown=app:app /app/node_modules ./node_modules
COPY --from=build --chown=app:app /app/dist ./dist
COPY package.json ./
LABEL org.opencontainers.image.title="api" \\
      org.opencontainers.image.licenses="Apache-2.0"
USER app
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "dist/health.js"]
CMD ["node", "dist/server.js"]
`;

/** 500 lines: fifty stages that build on each other and copy from each other. */
export const large = largeDockerfile(500);

function largeDockerfile(lines: number): string {
  const text: string[] = ['ARG BASE=alpine:3.24', 'FROM ${BASE} AS stage0'];
  for (let stage = 1; text.length < lines - 10; stage += 1) {
    text.push(
      '',
      `# stage${stage} builds on what came before`,
      `FROM ${stage % 3 === 0 ? `stage${stage - 1}` : '${BASE}'} AS stage${stage}`,
      `ENV STEP=${stage} PATH="/opt/stage${stage}/bin:$PATH"`,
      `WORKDIR /src/stage${stage}`,
      `COPY --from=stage${stage - 1} /src/ ./before/`,
      'RUN apk add --no-cache make && \\',
      `    make "STEP=\${STEP}" all`,
      `RUN --mount=type=cache,target=/root/.cache echo "stage ${stage}" > done.txt`,
    );
  }
  while (text.length < lines) text.push(`LABEL line${text.length}="value"`);
  return `${text.join('\n')}\n`;
}

/** The text as it stands after each keystroke while the line that holds `part` is typed from there to its end. */
export function typed(text: string, part: string): string[] {
  const start = text.indexOf(part);
  if (start === -1) throw new Error(`the text has no ${part}`);
  const end = text.indexOf('\n', start);
  return Array.from(
    { length: end - start + 1 },
    (_, letters) => text.slice(0, start + letters) + text.slice(end),
  );
}
