/** Reports to the parent: one JSON line each, written at once, so that none is lost in an endless loop or an exit. */
'use strict';

const { writeSync } = require('node:fs');

const { stringify } = JSON;
const { from } = Buffer;
const OUT = 4;

/** Characters of one run's log that are sent; the parent keeps fewer. */
const LOG_CHARACTERS_MAX = 200_000;
let logged = 0;

/** `members` are texts, numbers and flags. */
function report(kind, members) {
  if (kind === 'log') {
    const left = LOG_CHARACTERS_MAX - logged;
    if (left <= 0) return;
    logged += members.text.length;
    if (members.text.length > left) members = { text: members.text.slice(0, left) };
  }
  if (kind === 'ended') logged = 0;
  // Written by hand: code may have given every object a toJSON.
  let text = `{"kind":${stringify(kind)}`;
  for (const name in members) {
    const value = members[name];
    if (typeof value === 'string' || typeof value === 'boolean')
      text += `,${stringify(name)}:${stringify(value)}`;
    else if (typeof value === 'number' && value - value === 0) text += `,${stringify(name)}:${value}`;
  }
  sendText(`${text}}`);
}

function sendText(text) {
  const bytes = from(`${text}\n`);
  let sent = 0;
  while (sent < bytes.length) {
    try {
      sent += writeSync(OUT, bytes, sent);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

module.exports = { report, sendText };
