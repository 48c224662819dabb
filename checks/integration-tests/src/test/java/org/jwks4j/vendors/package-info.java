/** Issuers as their vendors run them: documents of the same shape, with other keys. */
@NullMarked
package org.jwks4j.vendors;

import org.jspecify.annotations.NullMarked;
