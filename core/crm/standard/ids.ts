/** The ids of the object types with rules of their own. */
export const CONTACT = '0-1';
export const COMPANY = '0-2';
export const DEAL = '0-3';
export const TICKET = '0-5';
export const TASK = '0-27';
