/** One fetch for all nodes that share a store: entries, who fetches, and a store that fails. Not exported. */
@NullMarked
package org.jwks4j.fleet;

import org.jspecify.annotations.NullMarked;
