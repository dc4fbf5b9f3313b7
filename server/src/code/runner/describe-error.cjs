/** Says in plain data what was thrown: any value can be, one whose members throw included. */
'use strict';

const { inspect } = require('node:util');

const MESSAGE_CHARACTERS_MAX = 2_000;
const STACK_CHARACTERS_MAX = 4_000;
const FRAMES_OF_RUNNER = /\n {4}at .*(?:node:|[\\/]runner[\\/]).*/g;

function describeError(thrown) {
  try {
    return described(thrown);
  } catch {
    return {
      name: 'Error',
      message: 'The code threw something that cannot be described.',
      stack: '',
      status: 0,
    };
  }
}

function described(thrown) {
  const isError = thrown instanceof Error || typeof read(thrown, 'message') === 'string';
  const message = isError
    ? textOf(read(thrown, 'message')) + causeOf(thrown)
    : `The code threw ${shown(thrown)}.`;
  const name = isError ? textOf(read(thrown, 'name')) || 'Error' : 'Error';
  const stack = textOf(read(thrown, 'stack')) || `${name}: ${message}`;
  return {
    name: name.slice(0, 100),
    message: message.slice(0, MESSAGE_CHARACTERS_MAX),
    stack: stack.replace(FRAMES_OF_RUNNER, '').slice(0, STACK_CHARACTERS_MAX),
    code:
      read(thrown, 'isSyntaxError') === true ? 'SYNTAX_ERROR' : textOf(read(thrown, 'code')).slice(0, 100),
    status: statusOf(thrown),
  };
}

/** What fetch says of its failures is in their cause alone. */
function causeOf(thrown) {
  const cause = read(thrown, 'cause');
  const text = cause === thrown ? '' : textOf(read(cause, 'message'));
  return text === '' ? '' : ` (${text})`;
}

/**
 * The status of the answer behind an error, as libraries keep it: axios and googleapis in `response.status`, got in
 * `response.statusCode`, @hubspot/api-client in a numeric `code`, request and aws-sdk in `statusCode`, others in `status`.
 */
function statusOf(thrown) {
  const response = read(thrown, 'response');
  const candidates = [
    read(response, 'status'),
    read(response, 'statusCode'),
    read(thrown, 'status'),
    read(thrown, 'statusCode'),
    read(thrown, 'code'),
    isRateLimit(thrown) || isRateLimit(read(response, 'data')) || isRateLimit(read(thrown, 'body'))
      ? 429
      : undefined,
  ];
  for (const candidate of candidates)
    if (typeof candidate === 'number' && candidate >= 100 && candidate < 600) return candidate;
  return 0;
}

/** As HubSpot's API says it. */
function isRateLimit(body) {
  return (
    /^RATE_LIMITS?$/.test(textOf(read(body, 'errorType'))) ||
    /^RATE_LIMITS?$/.test(textOf(read(body, 'category')))
  );
}

function read(value, member) {
  try {
    return value === null || value === undefined ? undefined : value[member];
  } catch {
    return undefined;
  }
}

function shown(value) {
  return typeof value === 'string'
    ? `the text ${JSON.stringify(value)}`
    : inspect(value, { depth: 1, maxStringLength: 500 });
}

function textOf(value) {
  return typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '';
}

module.exports = { describeError };
