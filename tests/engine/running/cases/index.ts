import type { RunCase } from '../case.ts';
import { runCache } from './cache.ts';
import { runEntrypoints } from './entrypoints.ts';
import { moreEntrypoints } from './entrypoints-more.ts';
import { runOfficialEntrypoints } from './entrypoints-official.ts';
import { runMounts } from './mounts.ts';
import { runProjects } from './projects.ts';
import { assetProjects } from './projects-assets.ts';
import { copyProjects } from './projects-copies.ts';
import { packingProjects } from './projects-packing.ts';
import { workshopProjects } from './projects-workshop.ts';
import { runBasics } from './run.ts';
import { runStages } from './stages.ts';
import { runStart } from './start.ts';

/** Every case with RUN; names are unique. */
export const runCases: readonly RunCase[] = [
  ...runBasics,
  ...runStages,
  ...runMounts,
  ...runCache,
  ...runStart,
  ...runProjects,
  ...packingProjects,
  ...assetProjects,
  ...copyProjects,
  ...workshopProjects,
  ...runEntrypoints,
  ...runOfficialEntrypoints,
  ...moreEntrypoints,
];
