/** What the page loads of the engine before a build is asked for: bundled by the benchmark to weigh it. */
export { runChecks } from '../../src/checks/index.ts';
export { analyze } from '../../src/dockerfile/index.ts';
