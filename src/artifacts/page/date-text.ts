import { type Markup, markup } from './markup.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A time of the hub as people read it, in UTC; not by Intl, whose texts change with the version of Node. */
export function dateHtml(iso: string): Markup {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return markup`${iso}`;
  const month = MONTHS[date.getUTCMonth()] ?? '';
  return markup`<time datetime="${date.toISOString()}"
    >${date.getUTCDate()} ${month} ${date.getUTCFullYear()}</time
  >`;
}
