-- While a clock is moved, a stretch of time may be worked at once: what falls due in it, each row at its own instant. Here is where it ends;
-- the clock stands at its beginning. It outlives whoever moves the clock, so that what was begun is finished.
alter table accounts add column clock_window_end timestamptz;
