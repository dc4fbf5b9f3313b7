export { isAddress } from '@millrace/core/property';
