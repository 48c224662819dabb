/** A key set with its times and caching data as text: of an export, of a seed, and of an issuer at rest. Not exported. */
@NullMarked
package org.jwks4j.saved;

import org.jspecify.annotations.NullMarked;
