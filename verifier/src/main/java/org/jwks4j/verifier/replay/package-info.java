/** The memory of what may be used once: the {@code jti} of proofs and of tokens. */
@org.jspecify.annotations.NullMarked
package org.jwks4j.verifier.replay;
