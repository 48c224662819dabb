/** Says whether what was seen may be: from what issuers published and what the network delivered, never from the engine. */
@NullMarked
package org.jwks4j.simulation.oracle;

import org.jspecify.annotations.NullMarked;
