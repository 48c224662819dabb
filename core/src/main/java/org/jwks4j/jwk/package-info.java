/** JSON Web Keys: from an issuer's document to checked public keys, with a reason for each key that is left out. */
@NullMarked
package org.jwks4j.jwk;

import org.jspecify.annotations.NullMarked;
