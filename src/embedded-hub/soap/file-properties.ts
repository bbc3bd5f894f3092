import type { MetadataComponent } from '../metadata/metadata-store.ts';
import type { Org } from '../state/org.ts';
import type { SoapValue } from './soap-answer.ts';

/** What listMetadata, and a retrieve, say about a file of a component. */
export function fileProperties(
  org: Org,
  component: MetadataComponent,
  fileName: string = component.files()[0]?.path ?? '',
): SoapValue {
  const { namespacePrefix } = component;
  return {
    ...createdOn(org, component.createdDate),
    fileName,
    fullName: component.fullName,
    id: component.id,
    ...modifiedOn(org, component.lastModifiedDate),
    manageableState: component.manageableState,
    ...(namespacePrefix === undefined ? {} : { namespacePrefix }),
    type: component.type.name,
  };
}

export function manifestProperties(org: Org, folder: string): SoapValue {
  const now = new Date(org.hub.clock.now()).toISOString();
  return {
    ...createdOn(org, now),
    fileName: `${folder}package.xml`,
    fullName: `${folder}package.xml`,
    id: '',
    ...modifiedOn(org, now),
    manageableState: 'unmanaged',
    type: 'Package',
  };
}

function createdOn(org: Org, createdDate: string) {
  return { createdById: org.userId, createdByName: org.login.userName, createdDate };
}

function modifiedOn(org: Org, lastModifiedDate: string) {
  return {
    lastModifiedById: org.userId,
    lastModifiedByName: org.login.userName,
    lastModifiedDate,
  };
}
