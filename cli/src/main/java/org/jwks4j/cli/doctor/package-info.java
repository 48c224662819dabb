/** The doctor: asks an issuer step by step, address by address, and says what hurts those who rely on it. */
@NullMarked
package org.jwks4j.cli.doctor;

import org.jspecify.annotations.NullMarked;
