import type { AppClosure } from '../../eca/closure.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Check } from '../check.ts';
import type { AppFacts } from '../facts.ts';
import type { Judgement } from '../finding.ts';
import { cannotTell, judged, pass, stoppedBy } from '../judge.ts';

/** What an app is refused for, in the order in which it is looked at: what comes later is not known then. */
const REFUSALS: readonly ErrorCode[] = [
  'APP_NOT_FOUND',
  'APP_IS_LOCAL',
  'APP_HAS_SAML',
  'APP_INCOMPLETE',
];

/** A check that fails where a release would refuse the app with this code. */
export function appRule(
  rule: Pick<Check, 'id' | 'title'> & {
    readonly refusal: ErrorCode;
    readonly says: (app: AppClosure | undefined) => string;
  },
): Check {
  const { id, title, refusal, says } = rule;
  return {
    id,
    area: 'app',
    title,
    judge: ({ packages }) =>
      packages.flatMap(({ apps }) => apps.map((app) => judgeApp(app, refusal, says))),
  };
}

function judgeApp(
  { name, closure }: AppFacts,
  refusal: ErrorCode,
  says: (app: AppClosure | undefined) => string,
): Judgement {
  if (closure.kind === 'answered')
    return pass(says(closure.value), { about: name, evidence: [evidenceOf(closure.value)] });
  const { asked, failure } = closure;
  const place = REFUSALS.indexOf(failure.code);
  if (place === -1) return judged(closure, () => pass('', { evidence: [] }), name);
  if (failure.code === refusal) return stoppedBy(failure, { about: name, evidence: [] });
  const evidence = [{ asked, answer: `${failure.code}: ${failure.message}` }];
  return place > REFUSALS.indexOf(refusal)
    ? pass(says(undefined), { about: name, evidence })
    : cannotTell('Could not tell, because of what is wrong before it.', {
        about: name,
        evidence,
        fix: failure.actions,
      });
}

function evidenceOf({ components }: AppClosure) {
  return {
    asked: 'its components, retrieved from the hub',
    answer: components.map(({ type, fullName }) => `${type}:${fullName}`).join(', '),
  };
}
