import type { QuickPart } from './part.ts';

/**
 * What people feel, each so small that all of it takes two minutes. Ratios between small things are not those of the benches at
 * their full size; they are there to be compared with themselves.
 */
export const PARTS: readonly QuickPart[] = [
  {
    name: 'engine',
    args: ['engine', '--enrollments', '5000', '--batch', '500', '--runs', '2'],
    columns: [
      { name: 'engine', says: 'steps a second, engine / bare loop', better: 'more', figure: 'ratio' },
      {
        name: 'engine cpu',
        says: 'CPU time a step, bare loop / engine',
        better: 'more',
        figure: 'cpu_ratio',
      },
    ],
  },
  {
    name: 'ingest',
    args: ['ingest', 'post', 'patch', '--windows', '4', '--ms', '500', '--contacts', '500'],
    columns: [
      {
        name: 'post',
        says: 'requests a second that make a contact, product / bare route',
        better: 'more',
        figure: 'ratio',
        of: { part: 'post' },
      },
      {
        name: 'post cpu',
        says: "CPU time of it, PostgreSQL's included, product / bare route",
        better: 'less',
        figure: 'cpu_ratio',
        of: { part: 'post' },
      },
      {
        name: 'patch',
        says: 'requests a second that change a contact, product / bare route',
        better: 'more',
        figure: 'ratio',
        of: { part: 'patch' },
      },
      {
        name: 'patch cpu',
        says: "CPU time of it, PostgreSQL's included, product / bare route",
        better: 'less',
        figure: 'cpu_ratio',
        of: { part: 'patch' },
      },
    ],
  },
  {
    name: 'api',
    args: ['api', 'get', 'list', '--windows', '4', '--ms', '500'],
    columns: [
      {
        name: 'get',
        says: 'requests a second for a flow, product / bare route',
        better: 'more',
        figure: 'ratio',
        of: { request: 'get' },
      },
      {
        name: 'get cpu',
        says: 'CPU time of Node a request for a flow, bare route / product',
        better: 'more',
        figure: 'cpu_ratio',
        of: { request: 'get' },
      },
      {
        name: 'list',
        says: 'requests a second for 100 flows, product / bare route',
        better: 'more',
        figure: 'ratio',
        of: { request: 'list' },
      },
      {
        name: 'list cpu',
        says: 'CPU time of Node a request for 100 flows, bare route / product',
        better: 'more',
        figure: 'cpu_ratio',
        of: { request: 'list' },
      },
    ],
  },
  {
    name: 'latency',
    args: ['latency', 'change', '--rate', '50', '--seconds', '6'],
    columns: [
      {
        name: 'first step',
        says: 'from a change to its first step / from the request to its answer, medians',
        better: 'less',
        figure: 'first_step_ratio',
      },
    ],
  },
  {
    name: 'search',
    args: ['criteria', 'sql', '--contacts', '50000'],
    columns: [
      {
        name: 'by address',
        says: 'time of a search for one contact of 50,000 by its address, without / with the index',
        better: 'more',
        figure: 'gain',
        of: { search: 'one contact by its address' },
      },
      {
        name: 'by stage',
        says: 'time of a search for a stage that one in a thousand is in, without / with the index',
        better: 'more',
        figure: 'gain',
        of: { search: 'a stage that one in a thousand is in' },
      },
    ],
  },
  {
    name: 'clock',
    args: ['clock', 'beside', '--sample', '60'],
    columns: [
      {
        name: 'clock',
        says: 'time of a clock moved by 90 days over 60 contacts, step by step / in windows',
        better: 'more',
        figure: 'ratio_to_step_by_step',
      },
      {
        name: 'clock cpu',
        says: 'CPU time of the same',
        better: 'more',
        figure: 'cpu_ratio_to_step_by_step',
      },
    ],
  },
  {
    name: 'webhook',
    args: ['effects', 'webhook', '--count', '800', '--runs', '1'],
    columns: [
      {
        name: 'webhook',
        says: 'webhooks a second, millrace / bare loop',
        better: 'more',
        figure: 'webhook_rate_ratio',
      },
      {
        name: 'webhook cpu',
        says: "CPU time a webhook, PostgreSQL's included, millrace / bare loop",
        better: 'less',
        figure: 'webhook_cpu_ratio',
      },
    ],
  },
];

export const COLUMNS = PARTS.flatMap(({ columns }) => columns);
