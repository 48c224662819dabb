/** Issuers, a network, nodes with the real engine, and callers, in virtual time. Nothing here is drawn from a seed. */
@NullMarked
package org.jwks4j.simulation.world;

import org.jspecify.annotations.NullMarked;
