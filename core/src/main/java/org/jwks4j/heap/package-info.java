/** How much heap is held by what became known at run time, and may be. Not exported. */
@NullMarked
package org.jwks4j.heap;

import org.jspecify.annotations.NullMarked;
