/** Writes a result as JSON, and says where it holds something that JSON cannot. */
'use strict';

const { stringify } = JSON;
const { isArray } = Array;
const { keys } = Object;
const isNumber = Number.isFinite;
const getTime = Date.prototype.getTime;
const toISOString = Date.prototype.toISOString;

/** Characters of a whole result. */
const CHARACTERS_MAX = 4_000_000;
const DEPTH_MAX = 100;
/** Values that JSON cannot hold and that are told of. */
const ODD_MAX = 100;

/** `odd` is JSON, too: a list of paths, each with what was there. */
function encode(root) {
  const within = [];
  let oddities = '';
  let oddCount = 0;
  let written = 0;

  function strange(path, what) {
    if (oddCount < ODD_MAX) oddities += `${oddCount === 0 ? '' : ','}[${stringify(path)},${stringify(what)}]`;
    oddCount += 1;
    return 'null';
  }

  function visit(value, path, depth) {
    const text = textOf(value, path, depth);
    written += typeof value === 'object' ? 2 : text.length;
    if (written > CHARACTERS_MAX) throw new RangeError('RESULT_TOO_LARGE');
    return text;
  }

  function textOf(value, path, depth) {
    switch (typeof value) {
      case 'string':
        return stringify(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        return isNumber(value) ? stringify(value) : strange(path, `${value}`);
      case 'undefined':
        return strange(path, 'undefined');
      case 'bigint':
        return strange(path, 'a BigInt');
      case 'function':
        return strange(path, 'a function');
      case 'symbol':
        return strange(path, 'a symbol');
    }
    if (value === null) return 'null';
    for (let index = 0; index < depth; index += 1)
      if (within[index] === value) return strange(path, 'a cycle');
    if (depth >= DEPTH_MAX) return strange(path, 'nested too deeply');
    within[depth] = value;
    try {
      return objectText(value, path, depth);
    } catch (error) {
      if (error instanceof RangeError && error.message === 'RESULT_TOO_LARGE') throw error;
      return strange(path, 'a value that cannot be read');
    }
  }

  function objectText(value, path, depth) {
    if (value instanceof Date) {
      const time = getTime.call(value);
      return isNumber(time) ? stringify(toISOString.call(value)) : strange(path, 'an invalid date');
    }
    if (isArray(value)) {
      let text = '[';
      for (let index = 0; index < value.length; index += 1)
        text += (index === 0 ? '' : ',') + visit(value[index], `${path}[${index}]`, depth + 1);
      return `${text}]`;
    }
    if (typeof value.toJSON === 'function') {
      const json = value.toJSON('');
      if (json !== value) return visit(json, path, depth + 1);
    }
    let text = '{';
    let isFirst = true;
    const names = keys(value);
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index];
      const member = value[name];
      // As in JSON.stringify, what is undefined is left out.
      if (member === undefined) continue;
      const inner = path === '' ? name : `${path}.${name}`;
      text += `${isFirst ? '' : ','}${stringify(name)}:${visit(member, inner, depth + 1)}`;
      isFirst = false;
    }
    return `${text}}`;
  }

  try {
    const text = visit(root, '', 0);
    return { text, odd: `[${oddities}]` };
  } catch {
    return { text: 'null', odd: '[["","too large"]]' };
  }
}

module.exports = { encode };
