import type { Theme } from './error-entry.ts';

/** What did not arrive, or not in time. Running again continues. */
export const CONNECTION_ERRORS = {
  HUB_UNREACHABLE: {
    meaning: 'The hub did not answer.',
    found: 'the code of the network error, or the HTTP status',
    cause:
      'The network, a proxy, or Salesforce. Reading was repeated for some seconds; what changes something is never sent twice blindly.',
    steps: [
      'Run again: it continues where this run stopped.',
      'Check the network, the proxy variables, and https://status.salesforce.com.',
    ],
  },
  HUB_ANSWER_UNUSABLE: {
    meaning: 'What answered was not Salesforce, or not as a whole.',
    found: 'what came',
    wanted: "an answer of Salesforce's API",
    cause:
      'A proxy, the login page of a network, a connection that broke half-way, or an address that is not that of the org.',
    steps: [
      'Open the address in a browser on this machine and see what answers.',
      'Run again; nothing is built twice.',
    ],
  },
  HUB_FAULT: {
    meaning: 'Salesforce met an error of its own.',
    found: "Salesforce's text with its ErrorId",
    cause:
      'Something failed inside of Salesforce, and was logged there under the ErrorId (also called a Gack). Only Salesforce can read that log.',
    steps: [
      'Run again: most of these pass.',
      'If it comes back: open a Support case and quote the ErrorId, the time and the org id.',
    ],
  },
  WAIT_EXPIRED: {
    meaning: 'Salesforce did not finish in the time that was given.',
    found: 'what is under way',
    cause:
      'Builds take minutes, now and then an hour. This one goes on, whether or not somebody waits for it.',
    steps: [
      'Run the same command again: it goes on waiting and asks for nothing new.',
      'To wait longer at once: wait: { minutes: … } in config/release.yaml',
    ],
  },
  ANSWER_LOST: {
    meaning:
      'Nobody knows what came of a request: its answer was lost, or nothing shows in the hub.',
    found: 'what happened to the connection, or what the hub shows',
    cause:
      'The connection broke after the request had left, or the hub shows what it did only later. It was looked for as long as Salesforce may need to show it.',
    steps: ['Run again: it looks first, and asks only if there is nothing.'],
  },
} as const satisfies Theme;
