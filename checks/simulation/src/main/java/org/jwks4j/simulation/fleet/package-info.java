/** Nodes that share a store which someone breaks, and what must hold all the same. */
@NullMarked
package org.jwks4j.simulation.fleet;

import org.jspecify.annotations.NullMarked;
