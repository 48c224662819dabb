/** What a caller is told of a look-up that found nothing. Not exported. */
@org.jspecify.annotations.NullMarked
package org.jwks4j.outcome;
