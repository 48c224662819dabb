/** Pictures of reports. */
@NullMarked
package org.jwks4j.plots;

import org.jspecify.annotations.NullMarked;
