/** A world of its own: a thousand issuers at one host that fails, and what their new keys must not wait for. */
@NullMarked
package org.jwks4j.simulation.crowd;

import org.jspecify.annotations.NullMarked;
