package org.jwks4j;

import java.time.Duration;
import java.util.Optional;

/**
 * What a fetch brought, before it is accepted.
 *
 * @param value the keys, or the metadata; the very object of the snapshot where nothing has changed
 * @param usable whether there is anything in it; what is not must be confirmed before it replaces what is
 * @param lifetime how long the answer says it is fresh
 * @param validators for the next conditional request
 */
record Loaded<V>(V value, boolean usable, Optional<Duration> lifetime, Validators validators) {}
