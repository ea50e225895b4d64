import type { Diagnostic, QuickFix, RelatedLocation, Severity } from '../dockerfile/diagnostic.ts';
import type { LineRange, Range } from '../dockerfile/source.ts';
import type { Analysis } from '../dockerfile/stages/types.ts';

/** What a check hands to `report`; rule and severity are filled in from the check. */
export interface Finding {
  /** The word that is wrong. */
  readonly range: Range;
  /** BuildKit's words where it has the rule. */
  readonly message: string;
  /** Overrides the check's own. */
  readonly why?: string;
  readonly advice?: string;
  readonly fix?: QuickFix;
  readonly related?: readonly RelatedLocation[];
  /** What `docker build --check` gives as location; only for BuildKit's own rules. */
  readonly lines?: readonly LineRange[];
}

/** One piece of advice: a rule with a name, a reason and a way to find where it is broken. */
export interface Check {
  /** PascalCase: BuildKit's where it has the rule, else in its style. */
  readonly name: string;
  /** True where `docker build --check` has the rule, with the same name and messages. */
  readonly buildkit: boolean;
  /** True where Docker has the rule only with `# check=experimental=Name` (or `all`). */
  readonly experimental?: boolean;
  readonly severity: Severity;
  /** One line: what the rule asks for. */
  readonly summary: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What to do about it, in a sentence. */
  readonly advice: string;
  /** Finds every place where the rule is broken. Never throws; looks at reachable and unreachable stages as its rule says. */
  readonly run: (analysis: Analysis, report: (finding: Finding) => void) => void;
}

/** Declares a check. It is the identity function: it exists for its types. */
export function defineCheck(check: Check): Check {
  return check;
}

/** Turns a finding into a diagnostic of its check. */
export function toDiagnostic(check: Check, finding: Finding): Diagnostic {
  return {
    rule: check.name,
    severity: check.severity,
    why: check.why,
    advice: check.advice,
    ...finding,
  };
}
