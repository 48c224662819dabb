/** One document of an issuer, and in words why it did not come or cannot be used. It knows no issuer at work. Not exported. */
@NullMarked
package org.jwks4j.fetch;

import org.jspecify.annotations.NullMarked;
