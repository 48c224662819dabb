package org.jwks4j;

import org.jwks4j.net.Validators;

/**
 * An issuer's keys as they were fetched.
 *
 * @param validators make the next request for them conditional
 */
record FetchedKeys(KeySet set, Validators validators) {}
