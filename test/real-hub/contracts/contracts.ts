import type { Contract } from '../contract.ts';
import { deployContracts } from './deploy-contracts.ts';
import { metadataContracts } from './metadata-contracts.ts';
import { packageContracts } from './package-contracts.ts';
import { restContracts } from './rest-contracts.ts';

export const contracts: readonly Contract[] = [
  ...restContracts,
  ...metadataContracts,
  ...deployContracts,
  ...packageContracts,
];
