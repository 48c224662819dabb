/** Not exported: how a proof of possession is checked. */
@org.jspecify.annotations.NullMarked
package org.jwks4j.verifier.proof;
