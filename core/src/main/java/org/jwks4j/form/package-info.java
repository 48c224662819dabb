/** Documents of other forms than a JWK Set, read as if they were one: each key becomes a JWK, which is then checked as all are. Not exported. */
@NullMarked
package org.jwks4j.form;

import org.jspecify.annotations.NullMarked;
