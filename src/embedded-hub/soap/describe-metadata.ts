import type { XmlElement } from '../metadata/parse-xml.ts';
import type { Org } from '../state/org.ts';
import type { SoapValue } from './soap-answer.ts';

export function describeMetadata(org: Org, operation: XmlElement, apiVersion: number): SoapValue {
  const asOf = Number(operation.child('asOfVersion')?.text ?? apiVersion);
  return {
    metadataObjects: org.metadata.types(asOf).map((type) => ({
      ...(type.children === undefined ? {} : { childXmlNames: type.children }),
      directoryName: type.directory,
      inFolder: type.folderType !== undefined,
      metaFile: type.hasMetaFile === true,
      suffix: type.suffix,
      xmlName: type.name,
    })),
    organizationNamespace: org.settings.namespace ?? '',
    partialSaveAllowed: true,
    testRequired: false,
  };
}
