package org.jwks4j;

/**
 * What a fetch brought, before it is accepted.
 *
 * @param value the keys, or the metadata; the very object of the snapshot where nothing has changed
 * @param usable whether there is anything in it; what is not must be confirmed before it replaces what is
 * @param caching how long it may be used, and how to ask for it again
 */
record Loaded<V>(V value, boolean usable, Caching caching) {}
