import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '@salesforce/core';
import JSZip from 'jszip';
import { z } from 'zod';

/** A hub, as it answers on the wire: the libraries would hide statuses and texts. */
export interface OrgUnderTest {
  readonly orgId: string;
  /** `/services/data/v68.0` */
  readonly data: string;
  readonly rest: (path: string, init?: RestRequest) => Promise<RestAnswer>;
  readonly query: (soql: string, root?: 'query' | 'tooling/query') => Promise<RestAnswer>;
  readonly soap: (operation: string, options?: SoapOptions) => Promise<SoapAnswer>;
  /** Validates a deploy and waits for its end: nothing in the org changes. */
  readonly validate: (
    files: Readonly<Record<string, string>>,
    options?: ValidateOptions,
  ) => Promise<Validation>;
}

export interface RestRequest {
  readonly method?: string;
  readonly token?: string;
  readonly json?: unknown;
}

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Of the first error. */
  readonly errorCode: string | undefined;
  readonly message: string | undefined;
}

export interface SoapOptions {
  readonly session?: string;
  readonly version?: string;
}

export interface SoapAnswer {
  readonly status: number;
  readonly text: string;
  readonly faultCode: string | undefined;
  readonly faultString: string | undefined;
}

export interface ValidateOptions {
  readonly ignoreWarnings?: boolean;
  readonly allowMissingFiles?: boolean;
  readonly testLevel?: string;
}

export interface Validation {
  readonly id: string;
  readonly status: string;
  readonly problems: readonly DeployProblem[];
}

export interface DeployProblem {
  readonly fullName: string;
  readonly fileName: string;
  readonly problem: string;
  readonly line: string | undefined;
}

const errorsSchema = z.array(z.object({ errorCode: z.string(), message: z.string() }));
const PAUSE_MS = 500;

export function orgUnderTest(connection: Connection): OrgUnderTest {
  const { instanceUrl } = connection;
  const accessToken = connection.accessToken ?? '';
  const url = instanceUrl.replace(/\/+$/, '');
  const version = connection.getApiVersion();
  const data = `/services/data/v${version}`;

  const rest = async (
    path: string,
    { method = 'GET', token = accessToken, json }: RestRequest = {},
  ) => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const body = jsonOrText(await response.text());
    const [error] = errorsSchema.safeParse(body).data ?? [];
    return { status: response.status, body, errorCode: error?.errorCode, message: error?.message };
  };

  const soap = async (
    operation: string,
    { session = accessToken, version: other = version }: SoapOptions = {},
  ) => {
    const response = await fetch(`${url}/services/Soap/m/${other}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', soapaction: '""' },
      body: `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header xmlns="http://soap.sforce.com/2006/04/metadata"><SessionHeader><sessionId>${session}</sessionId></SessionHeader></env:Header><env:Body xmlns="http://soap.sforce.com/2006/04/metadata">${operation}</env:Body></env:Envelope>`,
    });
    const text = await response.text();
    return {
      status: response.status,
      text,
      faultCode: elementIn(text, 'faultcode'),
      faultString: elementIn(text, 'faultstring'),
    };
  };

  return {
    orgId: connection.getAuthInfoFields().orgId ?? '',
    data,
    rest,
    soap,
    query: async (soql, root = 'query') => rest(`${data}/${root}?q=${encodeURIComponent(soql)}`),
    validate: async (files, options = {}) => {
      const zip = new JSZip();
      for (const [path, content] of Object.entries(files)) zip.file(path, content);
      const { id } = await connection.metadata.deploy(
        await zip.generateAsync({ type: 'nodebuffer' }),
        { ...options, checkOnly: true, rollbackOnError: true, singlePackage: true },
      );
      for (;;) {
        const { done, status, details } = await connection.metadata.checkDeployStatus(id, true);
        if (done) return { id, status, problems: details.componentFailures.map(shownProblem) };
        await wait(PAUSE_MS);
      }
    },
  };
}

function shownProblem(failure: {
  readonly fullName: string;
  readonly fileName: string;
  readonly problem?: string | null | undefined;
  readonly lineNumber?: number | null | undefined;
}): DeployProblem {
  const { fullName, fileName, problem, lineNumber } = failure;
  return { fullName, fileName, problem: problem ?? '', line: lineNumber?.toString() };
}

function elementIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
