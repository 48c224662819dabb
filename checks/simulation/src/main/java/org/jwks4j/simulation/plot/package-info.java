/**
 * Charts as SVG, the same bytes on every machine: chart libraries lay out by the fonts that a machine has. Start at
 * {@link org.jwks4j.simulation.plot.Figure}.
 */
@NullMarked
package org.jwks4j.simulation.plot;

import org.jspecify.annotations.NullMarked;
