import type { SeededSatellite } from '../seed/app-schema.ts';
import { alphabetically, metadataXml } from './metadata-xml.ts';
import type { Element } from './metadata-xml.ts';
import type { RenderedComponent } from './rendered-component.ts';

/** A component that belongs to an app, as the org that holds it would return it. */
export function renderSatellite(
  app: { readonly name: string },
  type: string,
  usualName: string,
  seeded: SeededSatellite | undefined,
  defaults: Readonly<Record<string, string | number | boolean>>,
): RenderedComponent {
  const fullName = seeded?.name ?? usualName;
  const elements = (): Element[] =>
    Object.entries({
      ...defaults,
      ...seeded?.values,
      externalClientApplication: app.name,
      label: seeded?.label ?? fullName,
    });
  return { type, fullName, xml: () => metadataXml(type, alphabetically(elements())) };
}
