import {
  type CountryCode,
  getCountries,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

/** A telephone number, as people and machines write it. */
export interface PhoneNumber {
  readonly isValid: boolean;
  /** `+41446681800` */
  readonly e164: string;
  /** `+41 44 668 18 00` */
  readonly international: string;
  /** `044 668 18 00` */
  readonly national: string;
  /** Two letters; undefined where several countries share the code. */
  readonly country: string | undefined;
}

/** Reads a number; one without a country code is of the country. Undefined when it is no number at all. */
export function readPhoneNumber(text: string, country: CountryCode | undefined): PhoneNumber | undefined {
  const number = parsePhoneNumberFromString(text, country);
  if (!number) return undefined;
  return {
    isValid: number.isValid(),
    e164: number.number,
    international: number.formatInternational(),
    national: number.formatNational(),
    country: number.country,
  };
}

let named: ReadonlyMap<string, CountryCode> | undefined;

/** The country of a code of two letters or an English name: `CH`, `Switzerland`. */
export function countryOf(text: string): CountryCode | undefined {
  const code = text.trim().toUpperCase();
  if (isSupportedCountry(code)) return code;
  named ??= namesOfCountries();
  return named.get(code);
}

function namesOfCountries(): ReadonlyMap<string, CountryCode> {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return new Map(getCountries().map((code) => [(names.of(code) ?? code).toUpperCase(), code]));
}
