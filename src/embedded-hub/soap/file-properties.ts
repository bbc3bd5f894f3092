import type { MetadataComponent } from '../metadata/metadata-store.ts';
import type { Org } from '../state/org.ts';
import type { SoapValue } from './soap-answer.ts';

/** The seed does not say when a component was last touched: all of them at one moment. */
const LAST_TOUCHED = '2026-01-12T10:20:30.000Z';

/** What listMetadata, and a retrieve, say about a file. */
export function fileProperties(org: Org, component: MetadataComponent, folder = ''): SoapValue {
  return {
    ...touched(org),
    fileName: folder + component.path,
    fullName: component.fullName,
    id: component.id,
    ...touchedLast(org),
    manageableState: 'unmanaged',
    type: component.type.name,
  };
}

export function manifestProperties(org: Org, folder: string): SoapValue {
  return {
    ...touched(org),
    fileName: `${folder}package.xml`,
    fullName: `${folder}package.xml`,
    id: '',
    ...touchedLast(org),
    manageableState: 'unmanaged',
    type: 'Package',
  };
}

function touched(org: Org) {
  return {
    createdById: org.userId,
    createdByName: org.login.userName,
    createdDate: LAST_TOUCHED,
  };
}

function touchedLast(org: Org) {
  return {
    lastModifiedById: org.userId,
    lastModifiedByName: org.login.userName,
    lastModifiedDate: LAST_TOUCHED,
  };
}
