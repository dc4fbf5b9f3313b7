/** What comes of a sequence is not said, or has tests of its own: flows that keep each other going, or act at one instant without an order. */
export class NotCompared extends Error {}
