/** Where an issuer's documents are: {@link org.jwks4j.location.MetadataLocation}, {@link org.jwks4j.location.JwksHosts}. */
@NullMarked
package org.jwks4j.location;

import org.jspecify.annotations.NullMarked;
