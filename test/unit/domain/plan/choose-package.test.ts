import { describe, expect, it } from 'vitest';
import { choosePackage } from '../../../../src/domain/plan/choose-package.ts';
import type { HubPackage } from '../../../../src/domain/version/hub-version.ts';
import { idFrom } from '../../../../src/domain/version/ids.ts';
import { hubPackage, packageConfig } from '../../../support/release-state.ts';

const OTHER_ID = idFrom('0Ho', '0HoHu0000004CBBKAM');
const ACME = hubPackage();

function chosen(packages: readonly HubPackage[]): HubPackage | undefined {
  return choosePackage(packageConfig(), 'acmeconnect', packages);
}

describe('choosePackage', () => {
  it('finds the package of this name and namespace', () => {
    expect(chosen([hubPackage({ id: OTHER_ID, name: 'Acme Analytics' }), ACME])).toBe(ACME);
  });

  it.each([
    ['of another name', { name: 'acme connector' }],
    ['of another namespace', { namespace: 'acmeother' }],
    ['that is deleted', { isDeprecated: true }],
  ])('leaves a package %s alone', (_what, changes) => {
    expect(chosen([hubPackage(changes)])).toBeUndefined();
  });

  it.each([
    ['an unlocked package', [hubPackage({ isManaged: false })], `${ACME.id} (unlocked)`],
    [
      'two packages',
      [ACME, hubPackage({ id: OTHER_ID })],
      `${ACME.id} (managed), ${OTHER_ID} (managed)`,
    ],
  ])('refuses to go on with %s of this name', (_what, packages, found) => {
    expect(() => chosen(packages)).toThrow(
      expect.objectContaining({
        code: 'PACKAGE_AMBIGUOUS',
        detail: expect.objectContaining({ found }),
      }),
    );
  });
});
