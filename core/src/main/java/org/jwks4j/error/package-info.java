/** Why a token was not accepted: one tree of exceptions, and a {@link org.jwks4j.error.Reason} for each case. */
@NullMarked
package org.jwks4j.error;

import org.jspecify.annotations.NullMarked;
