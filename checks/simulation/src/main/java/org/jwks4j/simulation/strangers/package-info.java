/** Strangers who flood a node with names, documents and questions, and what they must not get. */
@NullMarked
package org.jwks4j.simulation.strangers;

import org.jspecify.annotations.NullMarked;
