/** JSON objects as strict, immutable values: issuer metadata, JWKs, token headers and claims. */
@NullMarked
package org.jwks4j.json;

import org.jspecify.annotations.NullMarked;
