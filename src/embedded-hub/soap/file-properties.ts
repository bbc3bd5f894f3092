import type { MetadataComponent } from '../metadata/metadata-store.ts';
import type { Hub } from '../state/hub.ts';
import type { SoapValue } from './soap-answer.ts';

/** The seed does not say when a component was last touched: all of them at one moment. */
const LAST_TOUCHED = '2026-01-12T10:20:30.000Z';

/** What listMetadata, and a retrieve, say about a file. */
export function fileProperties(hub: Hub, component: MetadataComponent, folder = ''): SoapValue {
  return {
    ...touched(hub),
    fileName: folder + component.path,
    fullName: component.fullName,
    id: component.id,
    ...touchedLast(hub),
    manageableState: 'unmanaged',
    type: component.type.name,
  };
}

export function manifestProperties(hub: Hub, folder: string): SoapValue {
  return {
    ...touched(hub),
    fileName: `${folder}package.xml`,
    fullName: `${folder}package.xml`,
    id: '',
    ...touchedLast(hub),
    manageableState: 'unmanaged',
    type: 'Package',
  };
}

function touched(hub: Hub) {
  return {
    createdById: hub.userId,
    createdByName: hub.seed.login.userName,
    createdDate: LAST_TOUCHED,
  };
}

function touchedLast(hub: Hub) {
  return {
    lastModifiedById: hub.userId,
    lastModifiedByName: hub.seed.login.userName,
    lastModifiedDate: LAST_TOUCHED,
  };
}
