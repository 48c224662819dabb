/** A world of its own: one machine that is suspended and whose clocks are set, and what it may believe afterwards. */
@NullMarked
package org.jwks4j.simulation.clocks;

import org.jspecify.annotations.NullMarked;
