/** Runs seeds: a world, a script that moves it, and an oracle that watches. Start at {@link org.jwks4j.simulation.Simulation}. */
@NullMarked
package org.jwks4j.simulation;

import org.jspecify.annotations.NullMarked;
