/** What happens to a world: drawn from a seed, or written down. */
@NullMarked
package org.jwks4j.simulation.script;

import org.jspecify.annotations.NullMarked;
