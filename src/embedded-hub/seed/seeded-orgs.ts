import { otherOrgSchema } from './seed-schema.ts';
import type { OrgSeed, Seed } from './seed-schema.ts';

const DIGITS = 10;

/** Every org of the server: the Dev Hub, those that are written down, and those of `subscribers: 50`. */
export function orgsOf(seed: Seed): readonly OrgSeed[] {
  const written = [seed, ...seed.orgs];
  return [
    ...written,
    ...Array.from({ length: seed.subscribers }, (_, index) => subscriber(index + 1)),
  ];
}

function subscriber(number: number): OrgSeed {
  const id = `00DSb${String(number).padStart(DIGITS, '0')}`;
  return otherOrgSchema.parse({
    org: { id, name: `Subscriber ${number}` },
    login: {
      username: `admin@subscriber-${number}.example`,
      userName: 'Admin',
      accessToken: `${id}!GENERATED.session.of.subscriber.${number}`,
      refreshToken: `GENERATED-refresh-token-of-subscriber-${number}`,
    },
  });
}
