"""The only bridge between Qt and the rest: background work, relays to the main thread, timers, resources."""
