/** Key sets that the nodes of a fleet share, or that outlive a process: what a store must do, and its settings. */
@NullMarked
package org.jwks4j.store;

import org.jspecify.annotations.NullMarked;
