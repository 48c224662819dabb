/** One list of attacks for all adapters; not published. */
@NullMarked
package org.jwks4j.adapters;

import org.jspecify.annotations.NullMarked;
