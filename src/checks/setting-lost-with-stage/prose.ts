import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'How the container starts should be said in the final stage',
  why: 'CMD, ENTRYPOINT, HEALTHCHECK and USER are part of the image of their own stage. COPY --from takes files from it and nothing else, so the final image knows nothing of them.',
  advice: 'Move the instruction to the last stage.',
});
