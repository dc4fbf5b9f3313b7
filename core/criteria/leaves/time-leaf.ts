/** Leaves of TIME_POINT and TIME_RANGED: a property read in some way, against one or two time points. */
import { type Fault, type Leaf, misfit, type Site } from '../leaf.ts';
import { type Bound, boundOf, dayBound, later, zoneOf } from '../moments/bound.ts';
import { type Reading, updatedReading, valueReading, wallReading } from '../moments/reading.ts';
import { unitOf } from '../moments/unit.ts';
import { startOf } from '../moments/zone.ts';
import type { TimePoint, TimeReading } from '../time-point.ts';
import { anniversaryLeaf } from './anniversary-leaf.ts';
import { boundEdge, type Edge, edgeLeaf, propertyEdge } from './edge-leaf.ts';
import { windowLeaf } from './window-leaf.ts';

type Endpoint = 'INCLUSIVE' | 'EXCLUSIVE';

export interface TimeRange {
  readonly from: { readonly point: TimePoint; readonly endpoint: Endpoint } | null;
  readonly to: { readonly point: TimePoint; readonly endpoint: Endpoint } | null;
  readonly outside: boolean;
  readonly parser: TimeReading;
  readonly none: boolean;
}

export function timeLeaf(site: Site, range: TimeRange): Leaf | Fault {
  const { from, to, parser, outside, none } = range;
  if (
    parser !== 'UPDATED_AT' &&
    site.scope === 'RECORD' &&
    site.type !== 'date' &&
    site.type !== 'datetime'
  ) {
    return misfit(site.property, site.type, 'a date');
  }
  const point = from?.point ?? to?.point;
  const zone = point ? zoneOf(point, site.context) : site.context.timeZone;
  const reading = readingOf(site, site.property, site.type, parser, zone);
  const lower = from && staticBound(from.point, site, from.endpoint === 'INCLUSIVE' ? 0 : 1);
  const upper = to && staticBound(to.point, site, to.endpoint === 'INCLUSIVE' ? 1 : 0);
  const fixed = (!from || lower) && (!to || upper);
  if (parser.startsWith('ANNIVERSARY')) {
    if (!fixed) return notSupported('an anniversary cannot be compared with another property');
    const window = {
      from: from
        ? { bound: dayOf(from.point, site), days: from.endpoint === 'INCLUSIVE' ? 0 : 1 }
        : { bound: yearBound(0, zone, site), days: 0 },
      to: to
        ? { bound: dayOf(to.point, site), days: to.endpoint === 'INCLUSIVE' ? 0 : -1 }
        : { bound: yearBound(1, zone, site), days: -1 },
      outside,
    };
    return anniversaryLeaf(site, reading, window, zone, none);
  }
  if (fixed) return windowLeaf(site, reading, { from: lower, to: upper, outside }, none);

  const edges: Edge[] = [];
  if (from) {
    const edge = lower
      ? boundEdge(reading, 'FROM', lower, site.effort)
      : referenceEdge(site, reading, from.endpoint === 'INCLUSIVE' ? '>=' : '>', from.point);
    if ('fault' in edge) return edge;
    edges.push(edge);
  }
  if (to) {
    const edge = upper
      ? boundEdge(reading, 'TO', upper, site.effort)
      : referenceEdge(site, reading, to.endpoint === 'INCLUSIVE' ? '<=' : '<', to.point);
    if ('fault' in edge) return edge;
    edges.push(edge);
  }
  return edgeLeaf(edges, outside, none);
}

/** The bound of a point, known not to be a property's. */
function dayOf(point: TimePoint, site: Site): Bound {
  const bound = staticBound(point, site, 0);
  if (!bound) throw new Error('A time point that a property holds has no bound of its own.');
  return bound;
}

/** The bound of a point that no property holds, a millisecond later when it is itself on the other side. */
function staticBound(point: TimePoint, site: Site, millis: 0 | 1): Bound | null {
  return point.timeType === 'PROPERTY_REFERENCED' ? null : later(boundOf(point, site.context), millis);
}

function referenceEdge(
  site: Site,
  reading: Reading,
  comparison: '<' | '<=' | '>' | '>=',
  point: TimePoint,
): Edge | Fault {
  if (point.timeType !== 'PROPERTY_REFERENCED') return notSupported('a time point of no kind');
  if (point.referenceType.startsWith('ANNIVERSARY'))
    return notSupported('a property cannot be compared with an anniversary');
  const type = site.other(point.property);
  if (typeof type !== 'string') return type;
  if (
    point.referenceType !== 'UPDATED_AT' &&
    site.scope === 'RECORD' &&
    type !== 'date' &&
    type !== 'datetime'
  ) {
    return misfit(point.property, type, 'a date');
  }
  const other = readingOf(site, point.property, type, point.referenceType, zoneOf(point, site.context));
  return propertyEdge(reading, comparison, other);
}

function readingOf(site: Site, property: string, type: string, parser: TimeReading, zone: string): Reading {
  switch (parser) {
    case 'VALUE':
    case 'ANNIVERSARY':
      return valueReading(site, property, type, zone);
    case 'VALUE_WITH_ZONE_SAME_LOCAL_CONVERSION':
    case 'ANNIVERSARY_WITH_ZONE_SAME_LOCAL_CONVERSION':
      return wallReading(site, property, type, zone);
    case 'UPDATED_AT':
      return updatedReading(site, property, zone);
  }
}

/** An anniversary before or after a point is this year's. */
function yearBound(years: 0 | 1, zone: string, site: Site): Bound {
  return dayBound(zone, unitOf('YEAR', site.context), 400, (start) => startOf(start.add({ years }), zone));
}

function notSupported(message: string): Fault {
  return { fault: 'NOT_SUPPORTED', message };
}
