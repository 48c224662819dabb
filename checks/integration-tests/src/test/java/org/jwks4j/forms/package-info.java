/** Keys from documents of other forms than one JWK Set, through the public API. */
@NullMarked
package org.jwks4j.forms;

import org.jspecify.annotations.NullMarked;
