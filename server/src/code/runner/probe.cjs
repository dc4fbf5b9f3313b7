/** Ends at once: shows that a process can be started, and can read this folder. */
