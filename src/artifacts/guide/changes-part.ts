import {
  type AppChange,
  type AppChangeKind,
  isScopeChange,
  type ReleaseNotes,
} from '../../domain/release-notes.ts';
import { type Block, paragraph, type Part, part } from './blocks.ts';
import { code, type RichText, say, strong } from './rich-text.ts';

const WORDS: Readonly<Record<AppChangeKind, string>> = {
  'scope-added': 'OAuth scope added',
  'scope-removed': 'OAuth scope removed',
  'trusted-range-added': 'Trusted addresses added',
  'trusted-range-removed': 'Trusted addresses removed',
  'label-changed': 'New label',
  'component-added': 'Component added',
  'component-removed': 'Component removed',
  'component-changed': 'Component changed',
};

/** What an upgrade brings, as far as it is for admins: the commits are the developer's. */
export function changesParts(notes: ReleaseNotes | undefined): readonly Part[] {
  const changes = notes?.changes ?? [];
  if (notes === undefined || changes.length === 0) return [];
  const blocks: readonly Block[] = [
    ...(changes.some(isScopeChange)
      ? [
          paragraph(
            say`${strong('The app asks for other rights than before.')} Look at the scopes before you upgrade.`,
          ),
        ]
      : []),
    { kind: 'list', items: changes.map(changeText) },
  ];
  return [part('new', say`New since ${notes.since.number}`, blocks)];
}

function changeText(change: AppChange): RichText {
  const words = say`${WORDS[change.kind]}: ${code(change.value)} (${change.app})`;
  return isScopeChange(change) ? say`${strong('Rights:')} ${words}` : words;
}
