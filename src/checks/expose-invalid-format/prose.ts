import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'EXPOSE instruction should not define an IP address or host-port mapping',
  why: 'EXPOSE only notes on which port the program listens. An address or a host port has no effect here: they are chosen when the container starts.',
  advice: 'Write the container’s port alone, and publish it with "docker run -p host:container".',
});
